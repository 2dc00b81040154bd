import { isSettled } from '../assess.ts';
import { say } from '../../words/sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** Every prerequisite is met or waived. */
export const prerequisitesMet: JudgeCondition = (dossier) => {
  const results = dossier.prerequisites;
  const unmet = results.filter((result) => !isSettled(result));
  const base = { name: 'prerequisites-met', title: 'Prérequis fournis', who: 'projet' } as const;
  if (unmet.length === 0) return { ...base, met: true, because: say`les ${results.length} prérequis sont fournis`, fix: null, details: [] };
  return {
    ...base,
    met: false,
    because: say`${unmet.length} ${[unmet.length > 1 ? 'prérequis manquent ou sont à corriger' : 'prérequis manque ou est à corriger']} sur ${results.length}`,
    fix: say`complétez la demande : le suivi dit quoi écrire pour chacun`,
    details: unmet.map(({ prerequisite, status }) => [`${prerequisite.title} : ${status === 'missing' ? 'manquant' : 'à corriger'}`]),
  };
};
