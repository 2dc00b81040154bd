import { assessItems } from '../assess.ts';
import { holdsTitle } from '../own-checklist-title.ts';
import type { DossierState } from '../state.ts';
import type { Command } from './command.ts';

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
  run: ({ facts, state, comment }) => {
    if (state.personalChecklists[comment.id] !== undefined) {
      const problem = 'ce commentaire est déjà une liste d’étapes, demandez-en une autre dans un nouveau commentaire';
      return { state, reply: { kind: 'wrong-argument', command: personalChecklist, problem, choices: [] } };
    }
    const written = facts.procedure.phases.find((phase) => holdsTitle(comment.body, phase));
    // The App stopped before it could remember the list that it wrote: it is the list of the phase of that time.
    if (written !== undefined) return { state: claimed(state, comment.id, written.id), reply: null };
    const own = assessItems(facts, state, state.phase).filter(({ item }) => item.owner === 'projet');
    if (own.length === 0) return { state, reply: { kind: 'no-own-items' } };
    return { state: claimed(state, comment.id, state.phase), reply: null };
  },
};

function claimed(state: DossierState, commentId: number, phaseId: string): DossierState {
  return { ...state, personalChecklists: { ...state.personalChecklists, [commentId]: phaseId } };
}
