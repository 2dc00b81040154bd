import { readSlot } from '../dossier/written/slot.ts';
import type { Clock } from '../queue/clock.ts';
import { digest } from '../words/digest.ts';
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
  /**
   * Counts a new comment that is about to be written in a slot; throws `CircuitOpen` where there were too many. The first answer to somebody's command is
   * none of them: people end, a loop does not.
   */
  readonly count: (key: DossierKey, slot: string | null) => void;
  /** The dossiers that are stopped now. */
  readonly stopped: () => readonly DossierKey[];
}

/** A whole onboarding makes about a dozen comments in months, besides the answers to commands. */
const MAX_PER_HOUR = 60;
const HOUR_MS = 3_600_000;

interface Made {
  readonly at: number;
  /** Of its digest: a slot is cut from the text of a comment, and would hold all of it. */
  readonly slot: string | null;
  readonly counts: boolean;
}

/** Counts in memory, on the clock that nobody sets. */
export function createCircuitBreaker(clock: Pick<Clock, 'now' | 'elapsed'>): CircuitBreaker {
  const written = new Map<DossierKey, readonly Made[]>();

  function recent(key: DossierKey): readonly Made[] {
    const since = clock.elapsed() - HOUR_MS;
    return (written.get(key) ?? []).filter(({ at }) => at > since);
  }

  function counted(key: DossierKey): readonly Made[] {
    return recent(key).filter(({ counts }) => counts);
  }

  /** The dossiers that wrote nothing for an hour, which come first. */
  function forgetOld(): void {
    for (const key of written.keys()) {
      if (recent(key).length > 0) return;
      written.delete(key);
    }
  }

  return {
    count: (key, named) => {
      forgetOld();
      const before = recent(key);
      const slot = named === null ? null : digest(named);
      const against = counted(key);
      const at = clock.elapsed();
      const counts = !isAnswer(named) || before.some((made) => made.slot === slot);
      if (counts && against.length >= MAX_PER_HOUR)
        throw new CircuitOpen(key, new Date(clock.now().getTime() + (against[0]?.at ?? at) + HOUR_MS - at));
      // The one that wrote last goes last.
      written.delete(key);
      written.set(key, [...before, { at, slot, counts }]);
    },
    stopped: () => {
      forgetOld();
      return [...written.keys()].filter((key) => counted(key).length >= MAX_PER_HOUR);
    },
  };
}

function isAnswer(slot: string | null): boolean {
  return slot !== null && readSlot(slot)?.kind === 'reply';
}
