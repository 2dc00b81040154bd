import { assessItems } from '../assess.ts';
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
    const own = assessItems(facts, state, state.phase).filter(({ item }) => item.owner === 'projet');
    if (own.length === 0) return { state, reply: { kind: 'no-own-items' } };
    return { state: { ...state, personalChecklists: { ...state.personalChecklists, [comment.id]: state.phase } }, reply: null };
  },
};
