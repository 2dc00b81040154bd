import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';

/** What GitHub counts apart: calls of REST, and points of GraphQL ("Rate limits for the REST API", GitHub documentation). */
export type Resource = 'core' | 'graphql';

/** What is left of GitHub's hourly limits, as its own answers tell. */
export interface Budgets {
  /** What an answer tells, by its headers. */
  readonly note: (headers: unknown) => void;
  /** Calls left until `until`, in milliseconds of the clock that nobody sets, and how many an hour gives; null where nothing is known. */
  readonly of: (resource: Resource) => Budget | null;
}

export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly until: number;
}

const counted = z.object({
  'x-ratelimit-limit': z.coerce.number().int().positive(),
  'x-ratelimit-remaining': z.coerce.number().int().nonnegative(),
  'x-ratelimit-reset': z.coerce.number().int().positive(),
  'x-ratelimit-resource': z.enum(['core', 'graphql']),
});

const HOUR_MS = 3_600_000;
/** A reset that is past here: this clock is ahead of GitHub's. */
const SKEWED_MS = 60_000;
/** Two answers that tell of one hour may differ by this, in seconds. */
const SAME_RESET_S = 5;

/** Nothing is known yet. */
export function createBudgets(clock: Pick<Clock, 'now' | 'elapsed'>): Budgets {
  const known = new Map<Resource, Budget & { readonly reset: number }>();
  return {
    note: (headers) => {
      const told = counted.safeParse(headers).data;
      if (told === undefined) return;
      const {
        'x-ratelimit-limit': limit,
        'x-ratelimit-remaining': remaining,
        'x-ratelimit-reset': reset,
        'x-ratelimit-resource': resource,
      } = told;
      const before = known.get(resource);
      // Answers overtake one another: within an hour, the least is the newest.
      if (before !== undefined && Math.abs(before.reset - reset) <= SAME_RESET_S && before.remaining < remaining) return;
      if (before !== undefined && before.reset - reset > SAME_RESET_S) return;
      const left = reset * 1_000 - clock.now().getTime();
      known.set(resource, { limit, remaining, reset, until: clock.elapsed() + (left > 0 ? Math.min(left, HOUR_MS) : SKEWED_MS) });
    },
    of: (resource) => {
      const budget = known.get(resource);
      return budget === undefined || budget.until <= clock.elapsed() ? null : budget;
    },
  };
}
