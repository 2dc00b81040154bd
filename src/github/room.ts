import type { Budget } from './budgets.ts';

/** What is known of a limit, and of the calls that count on it. */
export interface Traffic {
  /** What GitHub told last; null where nothing is known. */
  readonly budget: Pick<Budget, 'limit' | 'remaining'> | null;
  /** What the calls on their way will take of it, at the most. */
  readonly spending: number;
  /** How many of them hang. */
  readonly hanging: number;
  /** Milliseconds since GitHub answered one; null before. */
  readonly silentMs: number | null;
  /** The last that came back was refused for a limit, and none has passed since. */
  readonly refused: boolean;
}

/**
 * What GitHub told is as good as known for so long, in milliseconds: another program spends meanwhile. A call that has been on its way for longer hangs: what it asks
 * for is slow, which says nothing of the limit, and it takes nobody's place.
 */
export const FRESH_MS = 2_000;
/** Below this share of an hour's limit, another program may spend the rest before one call comes back. */
const LITTLE = 0.02;
/** Calls that may all be refused, where none hangs. REST and GraphQL each have theirs. */
const FEW = 2;

/**
 * How many calls that do not hang may be on their way at once, for people as for others: one after a refusal, that tells whether GitHub takes calls again; few where what is left
 * is little, or is not known, and where those that were few hang, as many more: one of them comes back sooner. Else as many as there are. What is on its way counts as spent.
 */
export function roomFor({ budget, spending, hanging, silentMs, refused }: Traffic): number {
  if (refused) return 1;
  if (silentMs === null || silentMs > FRESH_MS) return FEW + hanging;
  return budget !== null && budget.remaining - spending <= budget.limit * LITTLE ? FEW : Number.POSITIVE_INFINITY;
}
