import { say } from '../../words/sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** No answer changed since it was validated. */
export const answersValidated: JudgeCondition = (dossier) => {
  const changed = dossier.revalidations;
  const base = { name: 'answers-validated', title: 'Réponses validées', who: 'service-team' } as const;
  if (changed.length === 0)
    return { ...base, met: true, because: say`aucune réponse n’a changé depuis sa validation`, fix: null, details: [] };
  return {
    ...base,
    met: false,
    because: say`${changed.length} ${[changed.length > 1 ? 'réponses ont changé depuis leur validation' : 'réponse a changé depuis sa validation']}`,
    fix: [
      ...say`relisez ce qui a changé, puis écrivez `,
      { quoted: '/valider tous' },
      ...say` ; l’équipe projet peut aussi remettre le texte d’avant`,
    ],
    details: changed.map(({ prerequisite }) => [prerequisite.title]),
  };
};
