import { type DossierKey, inOrder } from '../dossier/key.ts';

/** Which open dossiers declare which repositories, as far as this process has seen: the first sweep sees them all. */
export interface Carriers {
  /** Remembers what a dossier declares (nothing, once it is closed); returns the other dossiers that this concerns. */
  readonly declare: (dossier: DossierKey, repositories: readonly string[]) => readonly DossierKey[];
  /** The same for a dossier that has declared nothing yet. */
  readonly expect: (dossier: DossierKey, repositories: readonly string[]) => void;
  readonly of: (repository: string) => readonly DossierKey[];
  /** Repositories of an account that dossiers declare, in lower case. */
  readonly ofAccount: (account: string) => readonly string[];
}

/** An index in memory, lost at a restart. Names are compared without case. */
export function createCarriers(): Carriers {
  const byRepository = new Map<string, Set<DossierKey>>();
  const byDossier = new Map<DossierKey, readonly string[]>();

  function of(repository: string): readonly DossierKey[] {
    return inOrder([...(byRepository.get(repository.toLowerCase()) ?? [])]);
  }

  function declare(dossier: DossierKey, repositories: readonly string[]): readonly DossierKey[] {
    const before = byDossier.get(dossier) ?? [];
    const after = [...new Set(repositories.map((name) => name.toLowerCase()))];
    const changed = [...before.filter((name) => !after.includes(name)), ...after.filter((name) => !before.includes(name))];
    for (const name of before) byRepository.get(name)?.delete(dossier);
    for (const name of after) byRepository.set(name, (byRepository.get(name) ?? new Set()).add(dossier));
    if (after.length === 0) byDossier.delete(dossier);
    else byDossier.set(dossier, after);
    return [...new Set(changed.flatMap(of))].filter((other) => other !== dossier);
  }

  return {
    of,
    declare,
    expect: (dossier, repositories) => {
      if (!byDossier.has(dossier)) declare(dossier, repositories);
    },
    ofAccount: (account) => [...byRepository.keys()].filter((name) => name.startsWith(`${account.toLowerCase()}/`)),
  };
}
