import type { Clock } from '../queue/clock.ts';
import { digest } from '../words/digest.ts';
import { type RepositoryKey, repositoryKey } from '../words/key.ts';
import { BoundedMap } from './bounded-map.ts';
import { refusalOf } from './refusal.ts';
import { createUnderWay } from './under-way.ts';

/** A write in a project's repository. */
export interface WriteThere {
  /** `owner/name`. */
  readonly repository: string;
  /** Each commit has a check run of its own. */
  readonly act: 'write-mirror' | 'write-fixes' | 'write-report' | `write-run ${string}`;
  /** All that it depends on, as plain data. */
  readonly wanted: unknown;
}

/**
 * What GitHub refused to let the App write in the projects' repositories, by a rule of theirs or for want of a permission: it would say so again. In memory:
 * after a restart each is tried once.
 */
export interface RefusedWrites {
  /** Writes; throws what GitHub answered to the very same write, without asking, while nothing changed there and less than a day has passed. */
  readonly attempt: <T>(write: WriteThere, perform: () => Promise<T>) => Promise<T>;
  /** Something happened in a repository, which may have changed its mind. */
  readonly forget: (repository: string) => void;
}

interface Refused {
  readonly wanted: string;
  readonly error: unknown;
  /** In milliseconds of the clock that nobody sets. */
  readonly at: number;
}

/** Not every change is told: the App hears of no ruleset, which only those who administer a repository may see. */
const TRIED_AGAIN_MS = 86_400_000;
const MAX_REPOSITORIES = 5_000;

export function createRefusedWrites(clock: Pick<Clock, 'elapsed'>): RefusedWrites {
  const byRepository = new BoundedMap<RepositoryKey, Map<WriteThere['act'], Refused>>(MAX_REPOSITORIES);
  const underWay = createUnderWay<RepositoryKey>();

  function remember(key: RepositoryKey, act: WriteThere['act'], is: Refused): void {
    const all = byRepository.get(key) ?? new Map<WriteThere['act'], Refused>();
    byRepository.set(key, all.set(act, is));
  }

  return {
    attempt: async ({ repository, act, wanted }, perform) => {
      const key = repositoryKey(repository);
      const described = digest(JSON.stringify(wanted));
      const refused = byRepository.get(key)?.get(act);
      if (refused?.wanted === described && clock.elapsed() - refused.at < TRIED_AGAIN_MS) throw refused.error;
      return underWay.during(key, async (stillHolds) => {
        try {
          return await perform();
        } catch (error) {
          refusalOf(error);
          if (stillHolds()) remember(key, act, { wanted: described, error, at: clock.elapsed() });
          throw error;
        }
      });
    },
    forget: (repository) => {
      const key = repositoryKey(repository);
      byRepository.delete(key);
      underWay.overtake(key);
    },
  };
}
