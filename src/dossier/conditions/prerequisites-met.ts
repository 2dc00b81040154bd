import { isSettled } from '../assess.ts';
import type { PrerequisiteStatus } from '../prerequisite.ts';
import { say } from '../../words/sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** How the details of a refusal name each status. */
const statusTitles = {
  met: 'fourni',
  doubtful: 'à relire',
  promised: 'à préciser',
  waived: 'sans objet',
  missing: 'manquant',
  invalid: 'à corriger',
  unasked: 'sans objet pour l’instant',
} as const satisfies Record<PrerequisiteStatus, string>;

/** Every prerequisite is given, or nobody needs it. */
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
    details: unmet.map(({ prerequisite, status }) => [`${prerequisite.title} : ${statusTitles[status]}`]),
  };
};
