import { plainName } from '../../words/nearest.ts';
import { assessRevalidations, validatedAnswer } from '../assess.ts';
import type { Prerequisite } from '../../config/procedure.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { takeName } from './take-name.ts';
import { prerequisiteNames } from './vocabulary.ts';

/** `/valider [prérequis|tous]`: the answers that changed since their validation are valid as they now stand. */
export const validate: Command = {
  name: 'valider',
  aliases: ['validate', 'approve'],
  usage: '/valider [prérequis|tous]',
  summary: 'valide les réponses modifiées depuis leur validation (toutes, ou celle que vous nommez)',
  audience: 'service-team',
  changes: true,
  run: (call) => {
    const { facts, state, args } = call;
    const pending = assessRevalidations(facts, state).map(({ prerequisite }) => prerequisite);
    if (args === '' || ['tous', 'tout', 'toutes', 'all'].includes(plainName(args))) return validated(call, pending);
    const taken = takeName(args, prerequisiteNames(facts));
    if (taken.kind === 'found')
      return validated(
        call,
        pending.filter(({ id }) => id === taken.value.id),
      );
    const choices = pending.length === 0 ? taken.choices : ['tous', ...pending.map(({ id }) => id)];
    return { state, reply: { kind: 'wrong-argument', command: validate, problem: 'ce prérequis n’existe pas', choices } };
  },
};

function validated({ facts, state, by, comment }: CommandCall, prerequisites: readonly Prerequisite[]): CommandResult {
  const titles = prerequisites.map(({ title }) => title);
  if (titles.length === 0) return { state, reply: { kind: 'validated', titles } };
  const answers = Object.fromEntries(prerequisites.map((prerequisite) => [prerequisite.id, validatedAnswer(facts, prerequisite)]));
  const note = { at: comment.updatedAt, by, kind: 'validated', about: titles.join(', '), reason: null } as const;
  return {
    state: { ...state, validated: { ...state.validated, ...answers }, notes: [...state.notes, note] },
    reply: { kind: 'validated', titles },
  };
}
