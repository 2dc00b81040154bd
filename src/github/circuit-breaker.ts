import { readSlot } from '../dossier/written/slot.ts';
import type { Clock } from '../queue/clock.ts';
import { digest } from '../words/digest.ts';
import type { DossierKey } from '../words/key.ts';

/** A dossier that writes more in an hour than any life needs: something is wrong, and writing on would only make it worse. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
  readonly until: Date;
  constructor(key: DossierKey, sort: Sort, until: Date) {
    super(`${key} ${said[sort](MAX_PER_HOUR[sort])} in an hour: nothing more is written there until ${until.toISOString()}`);
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
  /** Counts a comment that is about to be written again where somebody else wrote it last, a box ticked or a text undone; throws as `count` does. */
  readonly countAgain: (key: DossierKey) => void;
  /** The dossiers that are stopped now. */
  readonly stopped: () => readonly DossierKey[];
}

const sorts = ['new', 'again'] as const;
type Sort = (typeof sorts)[number];

/** A whole onboarding makes about a dozen comments in months, besides the answers to commands; its lists have some forty boxes. */
const MAX_PER_HOUR: Readonly<Record<Sort, number>> = { new: 60, again: 100 };
const said: Readonly<Record<Sort, (count: number) => string>> = {
  new: (count) => `made ${count} new comments`,
  again: (count) => `wrote ${count} times what somebody else had changed`,
};
const HOUR_MS = 3_600_000;

interface Made {
  readonly at: number;
  /** Of its digest: a slot is cut from the text of a comment, and would hold all of it. */
  readonly slot: string | null;
  /** Null for what counts against nothing. */
  readonly sort: Sort | null;
}

/** Counts in memory, on the clock that nobody sets. */
export function createCircuitBreaker(clock: Pick<Clock, 'now' | 'elapsed'>): CircuitBreaker {
  const written = new Map<DossierKey, readonly Made[]>();

  function recent(key: DossierKey): readonly Made[] {
    const since = clock.elapsed() - HOUR_MS;
    return (written.get(key) ?? []).filter(({ at }) => at > since);
  }

  function counted(key: DossierKey, sort: Sort): readonly Made[] {
    return recent(key).filter((made) => made.sort === sort);
  }

  function note(key: DossierKey, { slot, sort }: Pick<Made, 'slot' | 'sort'>): void {
    const at = clock.elapsed();
    const against = sort === null ? [] : counted(key, sort);
    if (sort !== null && against.length >= MAX_PER_HOUR[sort])
      throw new CircuitOpen(key, sort, new Date(clock.now().getTime() + (against[0]?.at ?? at) + HOUR_MS - at));
    const before = recent(key);
    // The one that wrote last goes last.
    written.delete(key);
    written.set(key, [...before, { at, slot, sort }]);
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
      const slot = named === null ? null : digest(named);
      const isFirst = isAnswer(named) && recent(key).every((made) => made.slot !== slot);
      note(key, { slot, sort: isFirst ? null : 'new' });
    },
    countAgain: (key) => {
      forgetOld();
      note(key, { slot: null, sort: 'again' });
    },
    stopped: () => {
      forgetOld();
      return [...written.keys()].filter((key) => sorts.some((sort) => counted(key, sort).length >= MAX_PER_HOUR[sort]));
    },
  };
}

function isAnswer(slot: string | null): boolean {
  return slot !== null && readSlot(slot)?.kind === 'reply';
}
