import type { Answer } from './answers.ts';

/** True when something was written, chosen or ticked. */
export function isAnswered(answer: Answer): boolean {
  if (answer === null || typeof answer === 'string') return answer !== null;
  return ('checked' in answer ? answer.checked : answer).length > 0;
}
