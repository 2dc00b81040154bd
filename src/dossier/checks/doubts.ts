import type { Finding, RuleName, RuleResult } from './check.ts';

/** What keeps rules from judging, or what they did not see, with all the rules that it concerns. */
export interface Doubt {
  readonly finding: Finding;
  readonly rules: readonly RuleName[];
}

/** Each doubt once, in the order of the rules: a Helm chart alone hides from more than a dozen of them. */
export function doubtsOf(results: readonly RuleResult[]): readonly Doubt[] {
  return gathered(results, 'undetermined');
}

/** What no rule on objects saw, each once: the charts of others on which the repository's own depend. */
export function unseenOf(results: readonly RuleResult[]): readonly Finding[] {
  return gathered(results, 'unseen').map(({ finding }) => finding);
}

function gathered(results: readonly RuleResult[], wanted: Finding['outcome']): readonly Doubt[] {
  const all = results.flatMap(({ rule, findings }) =>
    findings.filter(({ outcome }) => outcome === wanted).map((finding) => ({ rule, finding })),
  );
  const groups = Map.groupBy(all, ({ finding: { place, because } }) => JSON.stringify([place, because]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ finding: first.finding, rules: [...new Set(group.map(({ rule }) => rule))] }];
  });
}
