import { isAuthorised } from '../authorisations.ts';
import { declaredRepositories } from '../declared-repositories.ts';
import { sameRepository } from '../../words/key.ts';
import { byLikeness } from '../../words/nearest.ts';
import { readRepositories } from '../../answers/repository-list.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { takeNo } from './take-no.ts';

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
    const [mention] = readRepositories(rest);
    const name = mention?.kind === 'github' ? `${mention.owner}/${mention.name}` : rest;
    return no ? withdraw(call, name) : grant(call, name);
  },
};

function grant({ facts, state, by, comment }: CommandCall, wanted: string): CommandResult {
  const declared = declaredRepositories(facts);
  const repository = declared.find((name) => sameRepository(name, wanted));
  if (repository === undefined) {
    const problem = wanted === '' ? 'il manque le nom du dépôt' : 'ce dépôt n’est pas déclaré dans le dossier';
    return { state, reply: { kind: 'wrong-argument', command: authorise, problem, choices: byLikeness(wanted, declared) } };
  }
  const sight = facts.ask.repository(repository);
  if (sight?.kind !== 'seen' && sight?.kind !== 'hidden') return { state, reply: { kind: 'not-authorisable', repository } };
  if (isAuthorised(state, sight.id)) return { state, reply: { kind: 'authorised', repository, already: true } };
  const note = { at: comment.updatedAt, by, kind: 'authorised', about: sight.name, reason: null } as const;
  const authorised = [...state.authorised, { name: sight.name, id: sight.id, by, at: note.at }];
  return { state: { ...state, authorised, notes: [...state.notes, note] }, reply: { kind: 'authorised', repository, already: false } };
}

/** By the name of then, or by the one that the repository has now. */
function withdraw({ facts, state, by, comment }: CommandCall, wanted: string): CommandResult {
  const declared = declaredRepositories(facts).find((name) => sameRepository(name, wanted));
  const sight = declared === undefined ? null : facts.ask.repository(declared);
  const id = sight?.kind === 'seen' || sight?.kind === 'hidden' ? sight.id : null;
  const kept = state.authorised.filter((one) => !sameRepository(one.name, wanted) && (id === null || one.id !== id));
  if (kept.length === state.authorised.length) {
    const choices = byLikeness(
      wanted,
      state.authorised.map(({ name }) => `${name} non`),
    );
    return { state, reply: { kind: 'wrong-argument', command: authorise, problem: 'ce dépôt n’est pas autorisé', choices } };
  }
  const note = { at: comment.updatedAt, by, kind: 'unauthorised', about: wanted, reason: null } as const;
  return { state: { ...state, authorised: kept, notes: [...state.notes, note] }, reply: { kind: 'unauthorised', repository: wanted } };
}
