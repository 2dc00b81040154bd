import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { SharedFacts } from './facts.ts';

/** The wait of a key. */
export interface NextWait {
  /** When to look at the key again. */
  readonly at: Date;
  /** None is longer: what the key waits for may never come. */
  readonly isLongest: boolean;
}

/** Waits of keys for which nothing changed, each twice as long as the one before, whichever process asks. */
export interface GrowingWaits<K extends string> {
  /** How the key waits now. A look before that time, for another reason, does not lengthen the wait. */
  readonly next: (key: K) => NextWait;
  /** What the key waited for is over. */
  readonly over: (key: K) => void;
}

interface Wait {
  readonly ms: number;
  /** In milliseconds of the clock that nobody sets. */
  readonly until: number;
}

export interface WaitsKept {
  /** What they wait for, by which they are told from others. */
  readonly kind: string;
  readonly shortestMs: number;
  readonly longestMs: number;
}

const toldSchema = z.object({ ms: z.number(), leftMs: z.number() });

/** Waits from `shortestMs` up to `longestMs`, each told to the other processes. */
export function createGrowingWaits<K extends string>(
  clock: Pick<Clock, 'now' | 'elapsed'>,
  { kind, shortestMs, longestMs }: WaitsKept,
  facts: Pick<SharedFacts, 'open'>,
): GrowingWaits<K> {
  const waits = new Map<string, Wait>();
  const tell = facts.open({
    kind: `wait ${kind}`,
    keptMs: 2 * longestMs,
    schema: toldSchema,
    hear: ({ subject, value, ageMs }) => {
      if (value === null) waits.delete(subject);
      else waits.set(subject, { ms: value.ms, until: clock.elapsed() + value.leftMs - ageMs });
    },
  });

  function waitOf(key: K): Wait {
    const before = waits.get(key);
    if (before !== undefined && before.until > clock.elapsed()) return before;
    const ms = before === undefined ? shortestMs : Math.min(longestMs, 2 * before.ms);
    const wait = { ms, until: clock.elapsed() + ms };
    waits.set(key, wait);
    tell(key, { ms, leftMs: ms });
    return wait;
  }

  return {
    next: (key) => {
      const { ms, until } = waitOf(key);
      return { at: new Date(clock.now().getTime() + until - clock.elapsed()), isLongest: ms >= longestMs };
    },
    over: (key) => {
      if (waits.delete(key)) tell(key, null);
    },
  };
}
