import { acceptedAnswer, isBlank, stoodAt } from '../answer-memory.ts';
import type { Dossier } from '../dossier.ts';
import { isLacking } from '../prerequisite.ts';
import type { Prerequisite } from '../../config/procedure.ts';
import type { Reply } from '../reply.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { changesNothing, leaveUndone } from './left-words.ts';
import { type Named, takeName } from './take-name.ts';
import { prerequisiteNames } from './vocabulary.ts';

/** `/valider [prérequis|tous]`: the answers to be read again are accepted as they now stand; one that was refused or sent back is, by its name. Not one that changed since the command was written. */
export const validate: Command = {
  name: 'valider',
  aliases: ['validate', 'approve'],
  usage: '/valider [prérequis|tous]',
  summary: 'accepte les réponses à relire (toutes, ou celle que vous nommez), ou une réponse renvoyée ou refusée que vous nommez',
  audience: 'service-team',
  changes: true,
  run: (call) => {
    const { dossier, args } = call;
    const pending = dossier.rereads.map(({ prerequisite }) => prerequisite);
    if (changesNothing(args)) return accept(call, pending);
    const taken = takeName(args, [all, ...prerequisiteNames(dossier)]);
    if (taken.kind === 'found' && !changesNothing(taken.rest))
      return leaveUndone(dossier, { command: validate, words: taken.rest, choices: [taken.value?.id ?? 'tous'] });
    if (taken.kind === 'found')
      return accept(call, taken.value === null ? pending : [taken.value].filter((prerequisite) => isAcceptable(dossier, prerequisite)));
    const choices = pending.length === 0 ? taken.choices.filter((name) => name !== 'tous') : ['tous', ...pending.map(({ id }) => id)];
    return { dossier, reply: { kind: 'wrong-argument', command: validate, problem: 'ce prérequis n’existe pas', choices } };
  },
};

/** What is to be read again, whatever it is. */
const all: Named<Prerequisite | null> = { value: null, names: ['tous', 'tout', 'toutes', 'all'] };

/** An answer to be read again, or one that is written and does not count: a person may know better than the App. */
function isAcceptable(dossier: Dossier, { id }: Prerequisite): boolean {
  const refused = dossier.prerequisites.some(
    (result) => result.prerequisite.id === id && isLacking(result) && !isBlank(dossier, result.prerequisite),
  );
  return refused || dossier.rereads.some(({ prerequisite }) => prerequisite.id === id);
}

function accept({ dossier, by, comment }: CommandCall, pending: readonly Prerequisite[]): CommandResult {
  const prerequisites = pending.filter((one) => stoodAt(dossier, one, comment.updatedAt));
  const titles = prerequisites.map(({ title }) => title);
  const changed = pending.filter((one) => !prerequisites.includes(one)).map(({ title }) => title);
  const reply: Reply =
    changed.length === 0 ? { kind: 'validated', titles } : { kind: 'answers-changed', command: validate, changed, accepted: titles };
  if (titles.length === 0) return { dossier, reply };
  const { validated, sentBack, notes } = dossier.state;
  const answers = Object.fromEntries(prerequisites.map((prerequisite) => [prerequisite.id, acceptedAnswer(dossier, { prerequisite, by })]));
  const note = { at: comment.updatedAt, by, kind: 'validated', about: titles.join(', '), reason: null } as const;
  return {
    dossier: dossier.with({
      validated: { ...validated, ...answers },
      sentBack: Object.fromEntries(Object.entries(sentBack).filter(([id]) => !(id in answers))),
      notes: [...notes, note],
    }),
    reply,
  };
}
