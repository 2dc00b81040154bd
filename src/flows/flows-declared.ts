import { say } from '../words/sentence.ts';
import type { Evidence } from '../dossier/evidence/evidence.ts';

/** Every question on flows is answered by lines that can be read, or by "none", and at least one flow is declared. */
export const flowsDeclared: Evidence = ({ flowAnswers: answers }) => {
  const count = answers.reduce((sum, { flows }) => sum + flows.length, 0);
  if (count === 0 || answers.some(({ says, problems }) => says === 'nothing' || problems.length > 0)) return null;
  return say`${count} flux ${[count > 1 ? 'déclarés' : 'déclaré']} dans le formulaire`;
};
