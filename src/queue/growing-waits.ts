import type { Clock } from './clock.ts';

/** Waits of keys for which nothing changed, each twice as long as the one before. In memory. */
export interface GrowingWaits<K extends string> {
  /** When to look at the key again. A look before that time, for another reason, does not lengthen the wait. */
  readonly next: (key: K) => Date;
  /** What the key waited for is over. */
  readonly over: (key: K) => void;
}

interface Wait {
  readonly ms: number;
  /** In milliseconds of the clock that nobody sets. */
  readonly until: number;
}

/** Waits from `shortestMs` up to `longestMs`. */
export function createGrowingWaits<K extends string>(
  clock: Pick<Clock, 'now' | 'elapsed'>,
  { shortestMs, longestMs }: { shortestMs: number; longestMs: number },
): GrowingWaits<K> {
  const waits = new Map<K, Wait>();

  function waitOf(key: K): Wait {
    const before = waits.get(key);
    if (before !== undefined && before.until > clock.elapsed()) return before;
    const ms = before === undefined ? shortestMs : Math.min(longestMs, 2 * before.ms);
    const wait = { ms, until: clock.elapsed() + ms };
    waits.set(key, wait);
    return wait;
  }

  return {
    next: (key) => new Date(clock.now().getTime() + waitOf(key).until - clock.elapsed()),
    over: (key) => void waits.delete(key),
  };
}
