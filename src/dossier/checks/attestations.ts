import { answerTo } from '../../form/answer-to.ts';
import { digest } from '../../words/digest.ts';
import type { Facts } from '../facts.ts';
import type { RuleName } from './check.ts';
import type { BrokenRule } from './summary.ts';

/** A box of the form that is ticked, and a rule that says otherwise in a repository. */
export interface Contradiction {
  /** The box, as the form words it. */
  readonly option: string;
  readonly repository: string;
  readonly broken: BrokenRule;
}

type Attested = Pick<Facts, 'procedure' | 'answers'>;

/** What the project team attested and the files of a repository do not confirm. */
export function findContradictions(facts: Attested, repository: string, broken: readonly BrokenRule[]): readonly Contradiction[] {
  return attested(facts).flatMap(({ option, rules }) =>
    broken.filter(({ rule }) => rules.includes(rule)).map((one) => ({ option, repository, broken: one })),
  );
}

/** The boxes that are ticked, as one word: what a report says of them follows it. */
export function attestedDigest(facts: Attested): string {
  return digest(JSON.stringify(attested(facts)));
}

function attested({ procedure, answers }: Attested): readonly { readonly option: string; readonly rules: readonly RuleName[] }[] {
  return procedure.checks.attestations.filter(({ field, option }) => {
    const answer = answerTo(answers, field);
    return answer !== null && typeof answer === 'object' && 'checked' in answer && answer.checked.includes(option);
  });
}
