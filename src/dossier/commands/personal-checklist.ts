import type { Dossier } from '../dossier.ts';
import { holdsTitle } from '../written/own-checklist.ts';
import type { Command } from './command.ts';
import { denies, leaveUndone } from './left-words.ts';

/**
 * `/etapes`: that very comment becomes its author's own checklist, because somebody without write access can tick only what they wrote.
 * The list itself is the visible outcome; only an empty one is answered, and a second one asked for in the same comment.
 */
export const personalChecklist: Command = {
  name: 'etapes',
  aliases: ['steps', 'todo', 'checklist'],
  usage: '/etapes',
  summary: 'transforme votre commentaire en liste d’étapes à cocher vous-même',
  audience: 'projet',
  changes: true,
  isMeant: (_, args) => args === '',
  run: ({ dossier, args, comment }) => {
    if (denies(args)) return leaveUndone(dossier, { command: personalChecklist, words: args, choices: [] });
    if (dossier.state.personalChecklists[comment.id] !== undefined) {
      const problem = 'ce commentaire est déjà une liste d’étapes, demandez-en une autre dans un nouveau commentaire';
      return { dossier, reply: { kind: 'wrong-argument', command: personalChecklist, problem, choices: [] } };
    }
    const written = dossier.procedure.phases.find((phase) => holdsTitle(comment.body, phase));
    // The App stopped before it could remember the list that it wrote: it is the list of the phase of that time.
    if (written !== undefined) return { dossier: claimed(dossier, comment.id, written.id), reply: null };
    const own = dossier.items(dossier.state.phase).filter(({ item }) => item.owner === 'projet');
    if (own.length === 0) return { dossier, reply: { kind: 'no-own-items' } };
    return { dossier: claimed(dossier, comment.id, dossier.state.phase), reply: null };
  },
};

function claimed(dossier: Dossier, commentId: number, phaseId: string): Dossier {
  return dossier.with({ personalChecklists: { ...dossier.state.personalChecklists, [commentId]: phaseId } });
}
