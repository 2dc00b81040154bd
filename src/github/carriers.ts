import { type DossierKey, firstDossier, inOrder, type RepositoryKey, repositoryKey, repositoryNamed } from '../words/key.ts';
import { sameLogin } from '../words/login.ts';

/** A repository that a dossier declares. */
export interface Declared {
  readonly name: string;
  /** May the App act there for that dossier? One for which it may not carries the repository for nobody, and is only told what happens in it. */
  readonly mayAct: boolean;
}

/** Which open dossiers declare which repositories, as far as this process has seen: the first sweep sees them all. */
export interface Carriers {
  /** Remembers what a dossier declares (nothing, once it is closed); returns the other dossiers that this concerns. */
  readonly declare: (dossier: DossierKey, repositories: readonly Declared[]) => readonly DossierKey[];
  /** The same for a dossier that was not looked at yet: until it is, it passes for one that may act, lest another one take its place. */
  readonly expect: (dossier: DossierKey, repositories: readonly string[]) => void;
  /** A dossier that cannot be looked at carries nothing until it can. */
  readonly setAside: (dossier: DossierKey) => void;
  /** True where another one, with a lower number and a repository in common, must be looked at first. */
  readonly follows: (dossier: DossierKey) => boolean;
  /** All that declare a repository. */
  readonly of: (repository: string) => readonly DossierKey[];
  /** Those among them for which the App may act there. */
  readonly acting: (repository: string) => readonly DossierKey[];
  /** Repositories of an account that dossiers declare. */
  readonly ofAccount: (account: string) => readonly RepositoryKey[];
}

/** What is known of a dossier in a repository; `expected` before it was looked at. */
type Standing = 'expected' | 'acting' | 'told';

/** An index in memory, lost at a restart. `namesOf` tells all names of a repository: those who declare it by different ones share it. */
export function createCarriers(namesOf: (repository: string) => readonly RepositoryKey[]): Carriers {
  const byDossier = new Map<DossierKey, ReadonlyMap<RepositoryKey, Standing>>();
  const byRepository = new Map<RepositoryKey, Map<DossierKey, Standing>>();

  const standings = (repository: string) => namesOf(repository).flatMap((name) => [...(byRepository.get(name) ?? [])]);
  const dossiers = (all: readonly (readonly [DossierKey, Standing])[]) => inOrder([...new Set(all.map(([dossier]) => dossier))]);
  const of = (repository: string) => dossiers(standings(repository));

  /** Of those that were not looked at yet, the first alone: it names the next. */
  function toLookAt(repository: string): readonly DossierKey[] {
    const all = standings(repository);
    const next = firstDossier(dossiers(all.filter(([, standing]) => standing === 'expected')));
    const known = dossiers(all.filter(([, standing]) => standing !== 'expected'));
    return next === null ? known : [...known, next];
  }

  function write(dossier: DossierKey, after: ReadonlyMap<RepositoryKey, Standing>): readonly RepositoryKey[] {
    const before = byDossier.get(dossier) ?? new Map<RepositoryKey, Standing>();
    for (const name of before.keys()) withdraw(dossier, name);
    for (const [name, standing] of after) byRepository.set(name, (byRepository.get(name) ?? new Map()).set(dossier, standing));
    if (after.size === 0) byDossier.delete(dossier);
    else byDossier.set(dossier, after);
    return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
  }

  /** A name that nobody declares any more is forgotten: people write as many as they like. */
  function withdraw(dossier: DossierKey, name: RepositoryKey): void {
    const declaring = byRepository.get(name);
    declaring?.delete(dossier);
    if (declaring?.size === 0) byRepository.delete(name);
  }

  return {
    of,
    acting: (repository) => dossiers(standings(repository).filter(([, standing]) => standing !== 'told')),
    declare: (dossier, repositories) => {
      // A name that is declared twice is one where the App may act if it may by either.
      const acting = repositories.filter(({ mayAct }) => mayAct).map(({ name }) => repositoryKey(name));
      const names = repositories.map(({ name }) => repositoryKey(name));
      const changed = write(dossier, new Map(names.map((name) => [name, acting.includes(name) ? 'acting' : 'told'])));
      return [...new Set(changed.flatMap(toLookAt))].filter((other) => other !== dossier);
    },
    expect: (dossier, repositories) => {
      if (!byDossier.has(dossier)) write(dossier, new Map(repositories.map((name) => [repositoryKey(name), 'expected'])));
    },
    setAside: (dossier) => {
      write(dossier, new Map([...(byDossier.get(dossier) ?? [])].map(([name]) => [name, 'told'])));
    },
    follows: (dossier) =>
      [...(byDossier.get(dossier) ?? [])].some(([name, standing]) => standing === 'expected' && !toLookAt(name).includes(dossier)),
    ofAccount: (account) =>
      [...new Set([...byRepository.keys()].flatMap(namesOf))].filter((name) => sameLogin(repositoryNamed(name).owner, account)),
  };
}
