import { answerDigest, stoodAt } from '../answer-memory.ts';
import type { SentBack } from '../state.ts';
import { addressees } from '../team.ts';
import type { Command } from './command.ts';
import { isNoReason } from './left-words.ts';
import { takeName } from './take-name.ts';
import { prerequisiteNames } from './vocabulary.ts';

/** `/a-preciser <prérequis> <motif>`: the answer is missing, for a human's reason, until it changes or `/valider` takes the word back. One that changed since the command was written is not: nobody read it. */
export const sendBack: Command = {
  name: 'a-preciser',
  aliases: ['à-préciser', 'renvoyer', 'send-back'],
  usage: '/a-preciser <prérequis> <motif>',
  summary: 'renvoie une réponse à l’équipe projet, avec un motif, jusqu’à ce qu’elle change',
  audience: 'service-team',
  changes: true,
  run: ({ dossier, by, args, comment }) => {
    const wrong = (problem: string, choices: readonly string[]) =>
      ({ dossier, reply: { kind: 'wrong-argument', command: sendBack, problem, choices } }) as const;
    const taken = takeName(args, prerequisiteNames(dossier));
    if (taken.kind === 'unknown') {
      const problem = args === '' ? 'il manque le nom du prérequis' : 'ce prérequis n’existe pas';
      return wrong(
        problem,
        taken.choices.map((id) => `${id} motif`),
      );
    }
    const { id, title } = taken.value;
    const reason = taken.rest.replace(/^[:,–—-]\s*/, '').trim();
    if (isNoReason(reason)) return wrong('il manque le motif', [`${id} la volumétrie ne dit pas l’unité`]);
    if (dossier.prerequisites.some(({ prerequisite, status }) => prerequisite.id === id && status === 'waived'))
      return wrong(`le prérequis « ${title} » est sans objet, par décision`, []);
    if (!stoodAt(dossier, taken.value, comment.updatedAt))
      return { dossier, reply: { kind: 'answers-changed', command: sendBack, changed: [title], accepted: [] } };
    const sent: SentBack = { by, at: comment.updatedAt, reason, digest: answerDigest(dossier, taken.value) };
    const { sentBack, validated, answersShown, lackingShown, notes } = dossier.state;
    const without = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
    return {
      dossier: dossier.with({
        sentBack: { ...sentBack, [id]: sent },
        validated: without(validated),
        answersShown: without(answersShown),
        lackingShown: { ...lackingShown, [id]: sent.digest },
        notes: [...notes, { at: sent.at, by, kind: 'sent-back', about: title, reason }],
      }),
      reply: { kind: 'sent-back', title, reason, tell: addressees(dossier) },
    };
  },
};
