import { answerTo } from '../form/answer-to.ts';
import { readAnswer } from '../answers/reading.ts';
import type { ParsedIssue, Unplaced } from '../form/answers.ts';
import { headingLabel } from '../form/heading-label.ts';
import { isAnswered } from '../form/is-answered.ts';
import type { FormField, IssueForm } from '../form/issue-form.ts';
import { normaliseLabel } from '../form/normalise-label.ts';

/**
 * The reading of a body where what somebody wrote in the place of a choice, and that puts it off, is its answer: « à préciser avant le 30/04/2028 » under the
 * title of a menu. Anything else that names no option is left where it was.
 */
export function withAwaitedChoices(form: IssueForm, reading: ParsedIssue): ParsedIssue {
  const awaited = form.fields.flatMap((field) => {
    if (field.type !== 'dropdown' || isAnswered(answerTo(reading.answers, field.id))) return [];
    const [only, ...others] = reading.unplaced.filter((part) => isUnder(part, field));
    return only !== undefined && others.length === 0 && readAnswer(only.text, field).putOff ? [{ field, part: only }] : [];
  });
  if (awaited.length === 0) return reading;
  return {
    ...reading,
    answers: { ...reading.answers, ...Object.fromEntries(awaited.map(({ field, part }) => [field.id, part.text])) },
    unplaced: reading.unplaced.filter((one) => awaited.every(({ part }) => part !== one)),
  };
}

function isUnder({ heading, nearest }: Unplaced, { label, was = [] }: FormField): boolean {
  if (heading === null || nearest !== null) return false;
  return headingLabel(heading, new Set([label, ...was].map(normaliseLabel))) !== null;
}
