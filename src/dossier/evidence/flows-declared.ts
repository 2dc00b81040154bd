import type { Evidence } from './evidence.ts';
import { flowAnswers } from './flow-answers.ts';
import { noExternalComponent } from './no-external-component.ts';
import { isNone } from '../prerequisites/non-answer.ts';
import { evaluatePrerequisites } from '../prerequisites/evaluate-prerequisites.ts';
import { say } from '../sentence.ts';

/** Every question on flows is answered, and at least one flow is declared. Silent when there is none (see `no-external-component`). */
export const flowsDeclared: Evidence = (facts, state) => {
  const { procedure, answers, today, observation } = facts;
  if (noExternalComponent(facts, state) !== null) return null;
  const prerequisites = procedure.prerequisites.filter(({ kind }) => kind === 'flows');
  const results = evaluatePrerequisites({
    procedure: { ...procedure, prerequisites },
    form: observation.form,
    answers,
    today,
    waivers: {},
  });
  if (results.length === 0 || results.some(({ status }) => status !== 'met')) return null;
  const lines = flowAnswers(facts).reduce(
    (sum, answer) => sum + (answer === null || isNone(answer) ? 0 : answer.split('\n').filter((line) => line.trim() !== '').length),
    0,
  );
  return say`flux déclarés dans le formulaire (${lines} ${[lines > 1 ? 'lignes' : 'ligne']})`;
};
