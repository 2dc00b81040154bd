import { isNone } from '../prerequisites/non-answer.ts';
import { say } from '../sentence.ts';
import type { Evidence } from './evidence.ts';
import { flowAnswers } from './flow-answers.ts';

/** Every question on flows is answered by "none": there is nothing to open. */
export const noExternalComponent: Evidence = (facts) => {
  const answers = flowAnswers(facts);
  const none = answers.length > 0 && answers.every((answer) => answer !== null && isNone(answer));
  return none ? say`aucun composant externe déclaré dans le formulaire` : null;
};
