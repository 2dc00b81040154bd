import { answerDigest } from '../answer-memory.ts';
import { say } from '../../words/sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** Every answer to be read again stood in the last status: whoever moves the dossier could read what the move accepts. */
export const answersValidated: JudgeCondition = (dossier) => {
  const unseen = dossier.rereads.filter(
    ({ prerequisite }) => dossier.state.answersShown[prerequisite.id] !== answerDigest(dossier, prerequisite),
  );
  const base = { name: 'answers-validated', title: 'Réponses relues', who: 'service-team' } as const;
  const read = dossier.rereads;
  if (unseen.length === 0) {
    const because =
      read.length === 0
        ? say`aucune réponse n’est à relire`
        : say`${read.length} ${[read.length > 1 ? 'réponses à relire, que ce passage accepte' : 'réponse à relire, que ce passage accepte']}`;
    const details = read.map(({ prerequisite, doubts }) => [prerequisite.title, ...doubts.flatMap((doubt) => [' : ', ...doubt])]);
    return { ...base, met: true, because, fix: null, details };
  }
  return {
    ...base,
    met: false,
    because: say`${unseen.length} ${[unseen.length > 1 ? 'réponses ont changé depuis le dernier suivi' : 'réponse a changé depuis le dernier suivi']}`,
    fix: [...say`lisez-les dans le suivi, puis posez de nouveau l’étiquette, ou écrivez `, { quoted: '/valider tous' }],
    details: unseen.map(({ prerequisite }) => [prerequisite.title]),
  };
};
