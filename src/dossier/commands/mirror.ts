import { sameRepository, repositoryKey } from '../../words/key.ts';
import { memoryOf } from '../mirror/assess-mirrors.ts';
import { byLikeness } from '../../words/nearest.ts';
import { readRepositories } from '../../answers/repository-list.ts';
import type { Command } from './command.ts';

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
    const [mention] = readRepositories(args, dossier.procedure.github);
    const wanted = mention?.kind === 'github' ? `${mention.owner}/${mention.name}` : args;
    const names = args === '' ? declared : declared.filter((name) => sameRepository(name, wanted));
    if (names.length === 0) {
      const problem =
        declared.length === 0 ? 'aucun dépôt GitHub n’est déclaré dans le dossier' : 'ce dépôt n’est pas déclaré dans le dossier';
      return { dossier, reply: { kind: 'wrong-argument', command: mirror, problem, choices: byLikeness(wanted, declared) } };
    }
    const asked = names.map((name) => [repositoryKey(name), { ...memoryOf(dossier.state, name), asked: comment.updatedAt }] as const);
    return {
      dossier: dossier.with({ mirrors: { ...dossier.state.mirrors, ...Object.fromEntries(asked) } }),
      reply: { kind: 'mirror-asked', repositories: names },
    };
  },
};
