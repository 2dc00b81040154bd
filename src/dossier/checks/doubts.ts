import type { Finding, RuleName, RuleResult } from './check.ts';

/** What keeps rules from judging, with all the rules that it keeps. */
export interface Doubt {
  readonly finding: Finding;
  readonly rules: readonly RuleName[];
}

/** Each doubt once, in the order of the rules: a Helm chart alone hides from more than a dozen of them. */
export function doubtsOf(results: readonly RuleResult[]): readonly Doubt[] {
  const all = results.flatMap(({ rule, findings }) =>
    findings.filter(({ outcome }) => outcome === 'undetermined').map((finding) => ({ rule, finding })),
  );
  const groups = Map.groupBy(all, ({ finding: { place, because } }) => JSON.stringify([place, because]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ finding: first.finding, rules: [...new Set(group.map(({ rule }) => rule))] }];
  });
}
