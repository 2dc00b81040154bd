import { isAwaited, isNeededFor } from '../due.ts';
import type { PrerequisiteResult } from '../prerequisite.ts';
import { formatDate } from '../../words/dates.ts';
import { say } from '../../words/sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** Every prerequisite that the phase needs, or one before it, is given. A promise is not an answer. */
export const prerequisitesMet: JudgeCondition = (dossier, _, to) => {
  const { procedure } = dossier;
  const needed = dossier.prerequisites.filter(({ prerequisite }) => isNeededFor(to, { prerequisite, procedure }));
  const asked = needed.filter(({ status }) => status !== 'unasked');
  const awaited = needed.filter(isAwaited);
  const base = { name: 'prerequisites-met', title: 'Prérequis fournis', who: 'projet' } as const;
  if (awaited.length === 0)
    return {
      ...base,
      met: true,
      because: say`les ${asked.length} prérequis nécessaires à cette phase sont fournis`,
      fix: null,
      details: [],
    };
  return {
    ...base,
    met: false,
    because: say`${awaited.length} prérequis sur ${asked.length} ${[awaited.length > 1 ? 'manquent ou sont à corriger' : 'manque ou est à corriger']}`,
    fix: say`complétez la demande : le suivi dit quoi écrire pour chacun`,
    details: awaited.map((result) => [`${result.prerequisite.title} : ${lackOf(result)}`]),
  };
};

function lackOf(result: PrerequisiteResult): string {
  if (result.status === 'promised') return `annoncé pour le ${formatDate(`${result.until}T12:00:00Z`)}`;
  return result.status === 'missing' ? 'manquant' : 'à corriger';
}
