import type { Answer } from '../../form/answers.ts';
import type { FormField } from '../../form/issue-form.ts';
import { splitLines } from '../../markdown/split-lines.ts';
import type { Asked, PrerequisiteKind, Reason, Verdict } from '../prerequisite.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { isNonAnswer, isNone, isUntouched } from './non-answer.ts';

/** How one kind reads an answer written as text. */
export interface TextRule {
  /** The form that is expected, as a noun phrase. */
  readonly expected: string;
  /** An answer that is met; the first line of the field's placeholder, closer to the question, is shown instead where there is one. */
  readonly example: string;
  /** What is wrong with a text that is neither a non-answer nor empty; nothing when it is met. */
  readonly findProblems: (text: string, asked: Asked) => readonly Problem[];
}

/** What is wrong, with the expected form and the example where they are more precise than those of the rule. */
export interface Problem {
  readonly because: Sentence;
  readonly expected?: string;
  readonly example?: string;
}

/** Problems shown of one answer; the others are counted. */
export const MAX_REASONS = 5;

/**
 * The kind that judges answers by a rule. A non-answer is missing. « Aucun » is met where the procedure accepts it, else invalid. The
 * reasons are at most five, then the number of those left out.
 */
export function judgeText(rule: TextRule): PrerequisiteKind {
  return (asked) => {
    const { answer, field, prerequisite } = asked;
    const wanted = wantedOf(rule, asked);
    const text = textOf(answer);
    if (isNonAnswer(text, field)) return { status: 'missing', reasons: [{ because: missingBecause(text, field), ...wanted }] };
    const problems = rule.findProblems(text, asked);
    if (problems.length === 0) return { status: 'met' };
    if (!isNone(text)) return invalid(problems, wanted);
    if (prerequisite.acceptsNone) return { status: 'met', note: 'rien à déclarer' };
    return invalid([{ because: say`${excerpt(text)} ne suffit pas ici : une réponse est nécessaire` }], wanted);
  };
}

/** The sentence for an answer that is missing: empty, the text of the form left as it is, or a word that puts it off. */
export function missingBecause(text: string, field: FormField): Sentence {
  const shown = excerpt(text);
  if (shown === '') return say`aucune réponse pour l’instant`;
  if (isUntouched(text, field)) return say`la réponse ${shown} est encore le texte proposé par le formulaire`;
  return say`${shown} n’est pas encore une réponse`;
}

type Wanted = Pick<Reason, 'expected' | 'example'>;

function wantedOf(rule: TextRule, { field, prerequisite }: Asked): Wanted {
  return {
    expected: prerequisite.acceptsNone ? `${rule.expected}, ou « Aucun » s’il n’y a rien à déclarer` : rule.expected,
    example: placeholderLine(field) ?? rule.example,
  };
}

function invalid(problems: readonly Problem[], wanted: Wanted): Verdict {
  const shown = problems.slice(0, MAX_REASONS).map((problem) => ({ ...wanted, ...problem }));
  const others = problems.length - shown.length;
  const more = { because: say`et ${others} ${[others > 1 ? 'autres éléments' : 'autre élément']} à corriger de même`, ...wanted };
  return { status: 'invalid', reasons: others > 0 ? [...shown, more] : shown };
}

function placeholderLine(field: FormField): string | null {
  if (field.type !== 'input' && field.type !== 'textarea') return null;
  const lines = splitLines(field.placeholder ?? '').map((line) => line.trim());
  return lines.find((line) => line !== '') ?? null;
}

function textOf(answer: Answer): string {
  if (answer === null) return '';
  if (typeof answer === 'string') return answer;
  return ('checked' in answer ? answer.checked : answer).join('\n');
}
