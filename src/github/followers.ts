import type { DossierKey } from '../words/key.ts';
import { type Carriers, type CarriersTold, createCarriers, type Declared } from './carriers.ts';

/** A repository whose files a dossier follows. */
export interface Watched extends Declared {
  /** The dossier writes its check runs: elsewhere nobody would end one that a press begins. */
  readonly hasRuns: boolean;
}

/** Which dossiers follow the files of which repositories: of those that share one, the first writes its report and its check runs for all. */
export interface Followers extends Pick<Carriers, 'opened' | 'of' | 'first' | 'ofAccount'> {
  /** Remembers which repositories a dossier follows the files of. Returns the others to which one that follows none any more leaves what it had there. */
  readonly watch: (dossier: DossierKey, repositories: readonly Watched[]) => readonly DossierKey[];
  /** Those that write the check runs of a repository. */
  readonly runWriters: (repository: string) => readonly DossierKey[];
  /**
   * Whether a dossier may go on with what it opened in a repository: not once it follows its files no more, or is closed. `unknown` for one that nobody looked at
   * yet: it passes for one that may until somebody does.
   */
  readonly holds: (dossier: DossierKey, repository: string) => 'yes' | 'no' | 'unknown';
  readonly setAside: (dossier: DossierKey) => void;
}

/** Two indexes in memory, which the processes tell each other. */
export function createFollowers(namesOf: Parameters<typeof createCarriers>[0], told: Omit<CarriersTold, 'kind'>): Followers {
  const watchers = createCarriers(namesOf, { ...told, kind: 'watched' });
  const runWriters = createCarriers(namesOf, { ...told, kind: 'check runs' });
  return {
    ...watchers,
    watch: (dossier, repositories) => {
      runWriters.declare(
        dossier,
        repositories.filter(({ hasRuns }) => hasRuns),
      );
      const others = watchers.declare(dossier, repositories);
      return repositories.length === 0 ? others : [];
    },
    runWriters: runWriters.of,
    holds: (dossier, repository) => {
      if (watchers.isMet(dossier)) return watchers.of(repository).includes(dossier) ? 'yes' : 'no';
      watchers.expect(dossier, [repository]);
      return 'unknown';
    },
    setAside: (dossier) => {
      watchers.setAside(dossier);
      runWriters.setAside(dossier);
    },
  };
}
