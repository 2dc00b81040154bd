import type { FormField } from '../../form/issue-form.ts';
import type { Prerequisite } from '../../config/procedure.ts';
import type { Asked, PrerequisiteKind, Reason } from '../prerequisite.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { say } from '../../words/sentence.ts';
import { isGivenAnswer, readAnswer, type Reading } from '../../answers/reading.ts';
import { missingBecause } from './judge-text.ts';
import { putOffTo } from './promise.ts';

/** Options named in a reason; the form shows the others. */
const NAMED_OPTIONS = 8;

/** A choice made among the options of the form, whatever it is; in a text field, any answer. One put off to a day is promised where the procedure waits for it. */
export const choice: PrerequisiteKind = (asked) => {
  const { answer, reading, field, prerequisite } = asked;
  const until = prerequisite.promises ? awaitedUntil(asked) : null;
  if (until !== null) return { status: 'promised', until };
  if (isChosen(answer, { reading, field })) return { status: 'met' };
  const options = 'options' in field ? field.options.map((option) => (typeof option === 'string' ? option : option.label)) : [];
  const because = typeof answer === 'string' ? missingBecause(answer, field) : say`aucun choix n’est fait pour l’instant`;
  return { status: 'missing', reasons: [{ because, ...wantedOf(prerequisite, { field, options }) }] };
};

/** The day that a choice is put off to: written in its place, or behind the option of a menu that offers it, « À préciser : avant le 30/04/2028 ». */
function awaitedUntil(asked: Asked): string | null {
  const { answer, reading, field, remarks } = asked;
  const [only, ...others] = typeof answer === 'string' ? [answer] : answer === null || 'checked' in answer ? [] : answer;
  const offered = only !== undefined && others.length === 0 && field.type === 'dropdown' && field.options.includes(only);
  const whole = offered ? readAnswer([only, ...remarks.map(({ text }) => text)].join(' '), null) : reading;
  return whole.putOff ? putOffTo(whole.text, asked) : null;
}

function isChosen(answer: Asked['answer'], { reading, field }: { readonly reading: Reading; readonly field: FormField }): boolean {
  if (answer === null) return false;
  if (typeof answer !== 'string') return ('checked' in answer ? answer.checked : answer).length > 0;
  const offered = field.type === 'dropdown' && field.options.includes(answer);
  return offered || isGivenAnswer(reading);
}

interface Offered {
  readonly field: FormField;
  readonly options: readonly string[];
}

function wantedOf({ expected, example }: Prerequisite, { field, options }: Offered): Pick<Reason, 'expected' | 'example'> {
  return { expected: expected ?? expectedOf(field, options), example: example ?? options[0] ?? 'Oui' };
}

function expectedOf(field: FormField, options: readonly string[]): string {
  if (options.length === 0) return 'un choix';
  const many = field.type === 'checkboxes' || (field.type === 'dropdown' && field.multiple);
  const named = options
    .slice(0, NAMED_OPTIONS)
    .map((option) => `« ${excerpt(option)} »`)
    .join(', ');
  return `${many ? 'au moins un' : 'un'} des choix du formulaire : ${named}${options.length > NAMED_OPTIONS ? '…' : ''}`;
}
