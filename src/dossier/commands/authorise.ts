import { authorisationOf } from '../authorisations.ts';
import { declaredRepositories } from '../declared-repositories.ts';
import { byLikeness } from '../nearest.ts';
import { readRepositories } from '../prerequisites/repository-list.ts';
import type { Command } from './command.ts';

/** `/autoriser <owner/repo>`: the App may touch that repository although the dossier's author has no write access to it. */
export const authorise: Command = {
  name: 'autoriser',
  aliases: ['authorize', 'allow'],
  usage: '/autoriser <owner/repo>',
  summary: 'autorise l’application à agir dans un dépôt déclaré au dossier',
  audience: 'service-team',
  changes: true,
  run: ({ facts, state, by, args, comment }) => {
    const declared = declaredRepositories(facts);
    const [mention] = readRepositories(args);
    const wanted = mention?.kind === 'github' ? `${mention.owner}/${mention.name}` : args;
    const repository = declared.find((name) => name.toLowerCase() === wanted.toLowerCase());
    if (repository === undefined) {
      const problem = args === '' ? 'il manque le nom du dépôt' : 'ce dépôt n’est pas déclaré dans le dossier';
      return { state, reply: { kind: 'wrong-argument', command: authorise, problem, choices: byLikeness(wanted, declared) } };
    }
    if (authorisationOf(state, repository) !== null) return { state, reply: { kind: 'authorised', repository, already: true } };
    const note = { at: comment.updatedAt, by, kind: 'authorised', about: repository, reason: null } as const;
    return {
      state: {
        ...state,
        authorised: [...state.authorised, { name: repository, id: null, by, at: note.at }],
        notes: [...state.notes, note],
      },
      reply: { kind: 'authorised', repository, already: false },
    };
  },
};
