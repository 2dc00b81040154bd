import type { Clock } from '../queue/clock.ts';
import type { DossierKey } from '../words/key.ts';

/** A dossier that makes more new comments in an hour than any life needs: something is wrong, and writing on would only make it worse. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
  readonly until: Date;
  constructor(key: DossierKey, until: Date) {
    super(`${key} made ${MAX_PER_HOUR} new comments in an hour: nothing more is written there until ${until.toISOString()}`);
    this.until = until;
  }
}

/** Stops a dossier that writes without end. In memory: it guards against this process. */
export interface CircuitBreaker {
  /** Counts a new comment that is about to be written; throws `CircuitOpen` where there were too many. */
  readonly count: (key: DossierKey) => void;
  /** The dossiers that are stopped now. */
  readonly stopped: () => readonly DossierKey[];
}

/** A whole onboarding makes about thirty comments in months; a day of commands, one each. */
const MAX_PER_HOUR = 60;
const HOUR_MS = 3_600_000;

/** Counts in memory, on the clock that nobody sets. */
export function createCircuitBreaker(clock: Pick<Clock, 'now' | 'elapsed'>): CircuitBreaker {
  const written = new Map<DossierKey, readonly number[]>();

  function recent(key: DossierKey): readonly number[] {
    const since = clock.elapsed() - HOUR_MS;
    return (written.get(key) ?? []).filter((at) => at > since);
  }

  return {
    count: (key) => {
      const before = recent(key);
      const now = clock.elapsed();
      if (before.length >= MAX_PER_HOUR) throw new CircuitOpen(key, new Date(clock.now().getTime() + (before[0] ?? now) + HOUR_MS - now));
      written.set(key, [...before, now]);
    },
    stopped: () => {
      for (const key of written.keys()) if (recent(key).length === 0) written.delete(key);
      return [...written.keys()].filter((key) => recent(key).length >= MAX_PER_HOUR);
    },
  };
}
