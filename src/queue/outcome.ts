import type { Lane } from './lanes.ts';
import { QueueUnavailable } from './queue-unavailable.ts';
import type { Result } from './result.ts';

/** How one run ended and what follows: another run at `at` (`again`, `retry`, `rate-limited`, `unavailable`, `outage`), or none. `failures` and `outages` are those in a row, of one outage (`of`). */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly at: Date; readonly lane: Lane }
  | { readonly kind: 'retry'; readonly at: Date; readonly error: unknown; readonly failures: number }
  | { readonly kind: 'rate-limited' | 'unavailable'; readonly at: Date; readonly error: unknown }
  | { readonly kind: 'outage'; readonly at: Date; readonly error: unknown; readonly outages: number; readonly of: string }
  | { readonly kind: 'set-aside'; readonly error: unknown };

/** How failures are answered. */
export interface FailurePolicy {
  /** When to try again after an error that is not the key's fault: a limit, a server out of reach; null for any other. */
  readonly retryAtOf: (error: unknown, now: Date) => Date | null;
  /** Whether such an error is a rate limit: the log tells it from an outage. */
  readonly isLimit: (error: unknown) => boolean;
  /** What does not answer where such an error is an outage, of which nobody tells the end; null for any other. */
  readonly outageOf: (error: unknown) => string | null;
  /** Milliseconds to wait after so many runs in a row that one outage ended (from 1), for a key that ran in that lane. */
  readonly outageWait: (outages: number, lane: Lane) => number;
  /** Milliseconds to wait after the given number of failures in a row. */
  readonly backoff: (failures: number) => number;
  /** Failures in a row that set a key aside. */
  readonly maxFailures: number;
}

/** A key never follows itself faster than this: a time already past (skewed clock, wrong date) must not become a busy loop. */
const SHORTEST_WAIT_MS = 1_000;
/** A run that could not hand its finds to the queue is tried again after this. */
const QUEUE_WAIT_MS = 10_000;

/** What the result of a run leads to. Throws RangeError on an invalid date. */
export function outcomeOfResult(result: Result, now: Date): Outcome {
  if ('done' in result) return { kind: 'done' };
  if ('terminal' in result) return { kind: 'set-aside', error: result.terminal };
  if (Number.isNaN(result.againAt.getTime())) throw new RangeError('invalid date in the result of a reconcile');
  return { kind: 'again', at: noEarlier(result.againAt, now), lane: result.lane ?? 'sweep' };
}

/** What stands of a key when a run of it begins. */
export interface Before {
  readonly failures: number;
  readonly outages: number;
  readonly outageOf: string | null;
}

/**
 * What an error leads to, after `failures` and `outages` earlier ones in a row. A rate limit or an outage is waited for and counts as no failure. A run that failed elsewhere than the
 * one before got past what had stopped that one: it waits as at the beginning of an outage.
 */
export function outcomeOfError(failed: Before & { error: unknown; lane: Lane; now: Date }, policy: FailurePolicy): Outcome {
  const { error, now, lane } = failed;
  const of = policy.outageOf(error);
  if (of !== null) {
    const outages = of === failed.outageOf ? failed.outages + 1 : 1;
    return { kind: 'outage', at: noEarlier(new Date(now.getTime() + policy.outageWait(outages, lane)), now), error, outages, of };
  }
  const allowedAt = error instanceof QueueUnavailable ? new Date(now.getTime() + QUEUE_WAIT_MS) : policy.retryAtOf(error, now);
  if (allowedAt !== null) return { kind: policy.isLimit(error) ? 'rate-limited' : 'unavailable', at: noEarlier(allowedAt, now), error };
  const failures = failed.failures + 1;
  if (failures >= policy.maxFailures) return { kind: 'set-aside', error };
  return { kind: 'retry', at: noEarlier(new Date(now.getTime() + policy.backoff(failures)), now), error, failures };
}

function noEarlier(at: Date, now: Date): Date {
  return new Date(Math.max(at.getTime(), now.getTime() + SHORTEST_WAIT_MS));
}
