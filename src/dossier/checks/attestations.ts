import type { Facts } from '../facts.ts';
import type { RuleName } from './check.ts';
import type { RepositoryChecks } from './assess-checks.ts';
import type { BrokenRule } from './summary.ts';

/** A box of the form that is ticked, and a rule that says otherwise in a repository. */
export interface Contradiction {
  /** The box, as the form words it. */
  readonly option: string;
  readonly repository: string;
  readonly broken: BrokenRule;
}

/** What the project team attested and the checks of its public repositories do not confirm. */
export function findContradictions({ procedure, answers }: Facts, checks: readonly RepositoryChecks[]): readonly Contradiction[] {
  return procedure.checks.attestations.flatMap(({ field, option, rules }) => {
    const answer = answers[field] ?? null;
    const ticked = answer !== null && typeof answer === 'object' && 'checked' in answer && answer.checked.includes(option);
    return ticked ? checks.flatMap((one) => brokenAmong(one, rules).map((broken) => ({ option, repository: one.name, broken }))) : [];
  });
}

function brokenAmong({ summary }: RepositoryChecks, rules: readonly RuleName[]): readonly BrokenRule[] {
  return summary?.broken.filter(({ rule }) => rules.includes(rule)) ?? [];
}
