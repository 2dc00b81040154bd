import { plainName } from '../../words/nearest.ts';
import { validatedAnswer } from '../assess.ts';
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
    const { dossier, args } = call;
    const pending = dossier.revalidations.map(({ prerequisite }) => prerequisite);
    if (args === '' || ['tous', 'tout', 'toutes', 'all'].includes(plainName(args))) return validated(call, pending);
    const taken = takeName(args, prerequisiteNames(dossier));
    if (taken.kind === 'found')
      return validated(
        call,
        pending.filter(({ id }) => id === taken.value.id),
      );
    const choices = pending.length === 0 ? taken.choices : ['tous', ...pending.map(({ id }) => id)];
    return { dossier, reply: { kind: 'wrong-argument', command: validate, problem: 'ce prérequis n’existe pas', choices } };
  },
};

function validated({ dossier, by, comment }: CommandCall, prerequisites: readonly Prerequisite[]): CommandResult {
  const titles = prerequisites.map(({ title }) => title);
  if (titles.length === 0) return { dossier, reply: { kind: 'validated', titles } };
  const answers = Object.fromEntries(prerequisites.map((prerequisite) => [prerequisite.id, validatedAnswer(dossier, prerequisite)]));
  const note = { at: comment.updatedAt, by, kind: 'validated', about: titles.join(', '), reason: null } as const;
  return {
    dossier: dossier.with({ validated: { ...dossier.state.validated, ...answers }, notes: [...dossier.state.notes, note] }),
    reply: { kind: 'validated', titles },
  };
}
