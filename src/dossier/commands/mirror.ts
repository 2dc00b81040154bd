import { sameRepository, repositoryKey } from '../../words/key.ts';
import { memoryOf } from '../mirror/assess-mirrors.ts';
import { byLikeness } from '../../words/nearest.ts';
import type { Command } from './command.ts';
import { changesNothing, leaveUndone } from './left-words.ts';
import { takeRepositories } from './take-repositories.ts';

/** `/miroir [owner/repo]`: proposes the mirroring workflow now, also where a pull request was closed. */
export const mirror: Command = {
  name: 'miroir',
  aliases: ['mirror', 'accoster'],
  usage: '/miroir [owner/repo]',
  summary: 'propose (de nouveau) la pull request d’accostage dans vos dépôts, ou dans celui que vous nommez',
  audience: 'projet',
  changes: true,
  isMeant: (_, args) => args === '',
  run: ({ dossier, args, comment }) => {
    const declared = dossier.repositories;
    const taken = takeRepositories(args, dossier.procedure.github);
    if (!changesNothing(taken.left)) return leaveUndone(dossier, { command: mirror, words: taken.left, choices: taken.names });
    const unknown = taken.names.find((wanted) => !declared.some((name) => sameRepository(name, wanted)));
    const names = declared.filter((name) => taken.names.length === 0 || taken.names.some((wanted) => sameRepository(name, wanted)));
    if (names.length === 0 || unknown !== undefined) {
      const problem =
        declared.length === 0 ? 'aucun dépôt GitHub n’est déclaré dans le dossier' : 'ce dépôt n’est pas déclaré dans le dossier';
      return { dossier, reply: { kind: 'wrong-argument', command: mirror, problem, choices: byLikeness(unknown ?? '', declared) } };
    }
    const asked = names.map((name) => [repositoryKey(name), { ...memoryOf(dossier.state, name), asked: comment.updatedAt }] as const);
    return {
      dossier: dossier.with({ mirrors: { ...dossier.state.mirrors, ...Object.fromEntries(asked) } }),
      reply: { kind: 'mirror-asked', repositories: names },
    };
  },
};
