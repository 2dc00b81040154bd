import type { Facts } from '../facts.ts';

/** The answers to the prerequisites of kind `flows`, null where nothing was answered. */
export function flowAnswers({ procedure, answers }: Facts): readonly (string | null)[] {
  return procedure.prerequisites
    .filter(({ kind }) => kind === 'flows')
    .map(({ field }) => {
      const answer = answers[field] ?? null;
      return typeof answer === 'string' ? answer : null;
    });
}
