import { keepLast } from '../../words/keep-last.ts';

/** More than the questions of a process, which many dossiers share. */
const QUESTIONS_KEPT = 200;

/** What is made of a question, by its text: computed once for all the dossiers that are asked it. `compute` is pure. */
export function ofQuestion<Value>(compute: (question: string) => Value): (question: string) => Value {
  return keepLast(QUESTIONS_KEPT, compute);
}
