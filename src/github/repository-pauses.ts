import type { Clock } from '../queue/clock.ts';
import { hubKey, type RepositoryRef } from '../words/key.ts';
import { BoundedMap } from './bounded-map.ts';
import { isLimit } from './rate-limit.ts';
import { isFault } from './refusal.ts';
import { ShutOut } from './shut-out.ts';

/** The repository did not answer a while ago: it is not asked again yet, so that whoever needs it waits without holding a place. */
export class RepositoryPaused extends Error {
  override readonly name = 'RepositoryPaused';
  readonly status = 503;
  readonly until: Date;
  constructor(repository: string, until: Date) {
    super(`${repository} did not answer: it is left alone until ${until.toISOString()}`);
    this.until = until;
  }
}

/** Repositories of the projects that hang or fail, each left alone for a while that grows. In memory, by name. */
export interface RepositoryPauses {
  /** Throws RepositoryPaused while the repository is left alone. */
  readonly check: (repository: RepositoryRef) => void;
  /** What a call there ended with; null for an answer. One that GitHub gave, a refusal too, ends the pauses; a limit, and a call that was not made, say nothing of the repository. */
  readonly ended: (repository: RepositoryRef, error: unknown) => void;
}

interface Pause {
  /** Failures in a row. */
  readonly failures: number;
  /** In milliseconds of the clock that nobody sets. */
  readonly until: number;
}

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const MAX_KNOWN = 10_000;

/** Pauses of a minute, then two, four… up to a quarter of an hour. */
export function createRepositoryPauses(clock: Pick<Clock, 'now' | 'elapsed'>): RepositoryPauses {
  const pauses = new BoundedMap<string, Pause>(MAX_KNOWN);
  const leftOf = (key: string) => (pauses.get(key)?.until ?? 0) - clock.elapsed();

  return {
    check: ({ owner, repo }) => {
      const left = pauses.has(hubKey({ owner, repo })) ? leftOf(hubKey({ owner, repo })) : 0;
      if (left > 0) throw new RepositoryPaused(`${owner}/${repo}`, new Date(clock.now().getTime() + left));
    },
    ended: (repository, error) => {
      const key = hubKey(repository);
      if (error !== null && (isLimit(error) || error instanceof ShutOut)) return;
      if (!isFault(error)) {
        pauses.delete(key);
        return;
      }
      // Calls that were on their way together failed together: they count once.
      if (pauses.has(key) && leftOf(key) > 0) return;
      const failures = (pauses.get(key)?.failures ?? 0) + 1;
      pauses.set(key, { failures, until: clock.elapsed() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) });
    },
  };
}
