import { lookUp } from '../words/look-up.ts';
import type { Answer, Answers } from './answers.ts';

/** The answer to a field; null where there is none, or no such field. */
export function answerTo(answers: Answers, field: string): Answer {
  return lookUp(answers, field) ?? null;
}
