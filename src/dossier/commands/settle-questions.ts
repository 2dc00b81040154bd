import type { Command } from './command.ts';
import { denies, leaveUndone } from './left-words.ts';

/** `/repondu`: what was asked up to here has its answer, elsewhere or none is needed. */
export const settleQuestions: Command = {
  name: 'repondu',
  aliases: ['répondue', 'répondues', 'résolu', 'résolue'],
  usage: '/repondu',
  summary: 'note que les questions posées jusqu’ici ont leur réponse',
  audience: 'projet',
  changes: true,
  run: ({ dossier, args, comment }) => {
    if (denies(args)) return leaveUndone(dossier, { command: settleQuestions, words: args, choices: [] });
    const settled = dossier.questions.filter((question) => question.comment <= comment.id).length;
    const answered = Math.max(dossier.state.answered, comment.id);
    return { dossier: settled === 0 ? dossier : dossier.with({ answered }), reply: { kind: 'questions-settled', settled } };
  },
};
