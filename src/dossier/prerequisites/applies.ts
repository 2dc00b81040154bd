import { answerTo } from '../../form/answer-to.ts';
import type { When } from '../../config/procedure.ts';
import type { Answer, Answers } from '../../form/answers.ts';
import { normaliseText } from '../../form/normalise-label.ts';
import { answerLines } from '../../answers/answer-lines.ts';

/**
 * True when the condition of a prerequisite holds: with `in`, the answer is or contains one of the values; with `notIn`, it contains
 * something else. Case, accents and spaces do not matter. False while the field that it depends on is not answered.
 */
export function applies(when: When, answers: Answers): boolean {
  const given = answeredValues(answers, when.field).map(normaliseText);
  if (when.in !== undefined) return when.in.some((value) => given.includes(normaliseText(value)));
  const excepted = (when.notIn ?? []).map(normaliseText);
  return given.some((value) => !excepted.includes(value));
}

/** What was answered to a field as a list: the options chosen, the boxes ticked, or the lines of a text. Empty when not answered. */
export function answeredValues(answers: Answers, field: string): readonly string[] {
  return valuesOf(answerTo(answers, field));
}

function valuesOf(answer: Answer): readonly string[] {
  if (answer === null) return [];
  if (typeof answer === 'string') return answer.includes('\n') ? answerLines(answer).map(({ text }) => text) : [answer];
  return 'checked' in answer ? answer.checked : answer;
}
