import type { Finding, RuleName } from './check.ts';
import { gravity, type Severity } from './rules.ts';

/** What decides in which order a finding is shown. */
export interface Weight {
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly outcome: Finding['outcome'];
}

const outcomes: readonly Finding['outcome'][] = ['violation', 'undetermined', 'unseen', 'advice'];

/**
 * What is shown where only the first can be: what is broken before what is not known and before advice, the gravest first, and among those alike the first of each rule, then the second of each: a rule
 * that a hundred lines break hides no other.
 */
export function gravestFirst<T>(all: readonly T[], weigh: (one: T) => Weight): readonly T[] {
  const seen = new Map<string, number>();
  const placed = all.map((one) => {
    const { rule, severity, outcome } = weigh(one);
    const rank = outcomes.indexOf(outcome) * 3 - gravity[severity];
    const key = `${rank} ${rule}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { one, rank, before };
  });
  return placed.toSorted((a, b) => a.rank - b.rank || a.before - b.before).map(({ one }) => one);
}
