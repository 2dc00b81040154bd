import { readSlot } from '../dossier/written/slot.ts';
import type { Clock } from '../queue/clock.ts';
import { digest } from '../words/digest.ts';
import type { DossierKey } from '../words/key.ts';

/** A dossier that writes more in an hour, or in a day, than any life needs: something is wrong, and writing on would only make it worse. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
  readonly until: Date;
  constructor(key: DossierKey, { sort, bound }: { sort: Sort; bound: Bound }, until: Date) {
    super(`${key} ${said[sort](bound.most)} in ${bound.told}: nothing more is written there until ${until.toISOString()}`);
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

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How many, in a while. An hour after it was stopped, a loop goes on: the day's bound is what ends it. */
interface Bound {
  readonly ms: number;
  readonly told: string;
  readonly most: number;
}
const inAnHour = { ms: HOUR_MS, told: 'an hour' };
const inADay = { ms: DAY_MS, told: 'a day' };
/** A whole onboarding makes about a dozen comments in months, besides the answers to commands; its lists have some forty boxes. */
const BOUNDS: Readonly<Record<Sort, readonly Bound[]>> = {
  new: [
    { ...inAnHour, most: 60 },
    { ...inADay, most: 180 },
  ],
  again: [
    { ...inAnHour, most: 100 },
    { ...inADay, most: 300 },
  ],
};
const said: Readonly<Record<Sort, (count: number) => string>> = {
  new: (count) => `made ${count} new comments`,
  again: (count) => `wrote ${count} times what somebody else had changed`,
};

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

  function recent(key: DossierKey, ms: number): readonly Made[] {
    const since = clock.elapsed() - ms;
    return (written.get(key) ?? []).filter(({ at }) => at > since);
  }

  /** When a dossier may write of a sort again, by the bound that is reached; null where it may now. */
  function stopOf(key: DossierKey, sort: Sort): { readonly bound: Bound; readonly until: number } | null {
    const stops = BOUNDS[sort].flatMap((bound) => {
      const against = recent(key, bound.ms).filter((made) => made.sort === sort);
      const first = against.at(-bound.most);
      return first === undefined ? [] : [{ bound, until: first.at + bound.ms }];
    });
    return stops.toSorted((one, other) => other.until - one.until)[0] ?? null;
  }

  function note(key: DossierKey, { slot, sort }: Pick<Made, 'slot' | 'sort'>): void {
    const at = clock.elapsed();
    const stop = sort === null ? null : stopOf(key, sort);
    if (sort !== null && stop !== null)
      throw new CircuitOpen(key, { sort, bound: stop.bound }, new Date(clock.now().getTime() + stop.until - at));
    const before = recent(key, DAY_MS);
    // The one that wrote last goes last.
    written.delete(key);
    written.set(key, [...before, { at, slot, sort }]);
  }

  /** The dossiers that wrote nothing for a day, which come first. */
  function forgetOld(): void {
    for (const key of written.keys()) {
      if (recent(key, DAY_MS).length > 0) return;
      written.delete(key);
    }
  }

  return {
    count: (key, named) => {
      forgetOld();
      const slot = named === null ? null : digest(named);
      const isFirst = isAnswer(named) && recent(key, HOUR_MS).every((made) => made.slot !== slot);
      note(key, { slot, sort: isFirst ? null : 'new' });
    },
    countAgain: (key) => {
      forgetOld();
      note(key, { slot: null, sort: 'again' });
    },
    stopped: () => {
      forgetOld();
      return [...written.keys()].filter((key) => sorts.some((sort) => stopOf(key, sort) !== null));
    },
  };
}

function isAnswer(slot: string | null): boolean {
  return slot !== null && readSlot(slot)?.kind === 'reply';
}
