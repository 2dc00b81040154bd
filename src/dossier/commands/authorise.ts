import { isAuthorised } from '../authorisations.ts';
import { sameRepository } from '../../words/key.ts';
import { byLikeness } from '../../words/nearest.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { changesNothing, leaveUndone } from './left-words.ts';
import { takeNo } from './take-no.ts';
import { takeRepositories } from './take-repositories.ts';

/**
 * `/autoriser <owner/repo> [non]`: the App may act in that repository although whoever named it has no write access to it, or no longer. What is
 * authorised is the repository that bears the name now, by GitHub's id.
 */
export const authorise: Command = {
  name: 'autoriser',
  aliases: ['authorize', 'allow'],
  usage: '/autoriser <owner/repo> [non]',
  summary: 'autorise l’application à agir dans un dépôt déclaré au dossier, ou retire cette autorisation (`non`)',
  audience: 'service-team',
  changes: true,
  run: (call) => {
    const { rest, no } = takeNo(call.args);
    const { names, left } = takeRepositories(rest, call.dossier.procedure.github);
    const [name = '', ...others] = names;
    // What is authorised is one repository, by all that was written: never the first of several, nor despite « pas encore ».
    const words = [...others, left].join(' ').trim();
    if (!changesNothing(words))
      return leaveUndone(call.dossier, { command: authorise, words, choices: names.map((one) => (no ? `${one} non` : one)) });
    return no ? withdraw(call, name) : grant(call, name);
  },
};

function grant({ dossier, by, comment }: CommandCall, wanted: string): CommandResult {
  const declared = dossier.repositories;
  const repository = declared.find((name) => sameRepository(name, wanted));
  if (repository === undefined) {
    const problem = wanted === '' ? 'il manque le nom du dépôt' : 'ce dépôt n’est pas déclaré dans le dossier';
    return { dossier, reply: { kind: 'wrong-argument', command: authorise, problem, choices: byLikeness(wanted, declared) } };
  }
  const reading = dossier.ask.repository(repository);
  if (reading?.kind !== 'seen' && reading?.kind !== 'hidden') return { dossier, reply: { kind: 'not-authorisable', repository } };
  if (isAuthorised(dossier.state, reading.id)) return { dossier, reply: { kind: 'authorised', repository, already: true } };
  const note = { at: comment.updatedAt, by, kind: 'authorised', about: reading.name, reason: null } as const;
  const authorised = [...dossier.state.authorised, { name: reading.name, id: reading.id, by, at: note.at }];
  return {
    dossier: dossier.with({ authorised, notes: [...dossier.state.notes, note] }),
    reply: { kind: 'authorised', repository, already: false },
  };
}

/** By the name of then, or by the one that the repository has now. */
function withdraw({ dossier, by, comment }: CommandCall, wanted: string): CommandResult {
  const declared = dossier.repositories.find((name) => sameRepository(name, wanted));
  const reading = declared === undefined ? null : dossier.ask.repository(declared);
  const id = reading?.kind === 'seen' || reading?.kind === 'hidden' ? reading.id : null;
  const kept = dossier.state.authorised.filter((one) => !sameRepository(one.name, wanted) && (id === null || one.id !== id));
  if (kept.length === dossier.state.authorised.length) {
    const choices = byLikeness(
      wanted,
      dossier.state.authorised.map(({ name }) => `${name} non`),
    );
    return { dossier, reply: { kind: 'wrong-argument', command: authorise, problem: 'ce dépôt n’est pas autorisé', choices } };
  }
  const note = { at: comment.updatedAt, by, kind: 'unauthorised', about: wanted, reason: null } as const;
  return {
    dossier: dossier.with({ authorised: kept, notes: [...dossier.state.notes, note] }),
    reply: { kind: 'unauthorised', repository: wanted },
  };
}
