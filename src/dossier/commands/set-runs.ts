import { repositoryKey, sameRepository } from '../../words/key.ts';
import { byLikeness } from '../../words/nearest.ts';
import type { Command } from './command.ts';
import { changesNothing, leaveUndone, meaningOf } from './left-words.ts';
import { takeNo } from './take-no.ts';
import { takeRepositories } from './take-repositories.ts';

/** `/verifications <owner/repo> oui|non`: whether the commits of a repository get a check run. Those that stand stay. */
export const setRuns: Command = {
  name: 'verifications',
  aliases: ['check-runs'],
  usage: '/verifications <owner/repo> oui|non',
  summary: 'fait paraître les vérifications sur les commits et pull requests d’un dépôt, ou plus (`non`)',
  audience: 'projet',
  changes: true,
  run: ({ dossier, args }) => {
    const wrong = (problem: string, choices: readonly string[]) =>
      ({ dossier, reply: { kind: 'wrong-argument', command: setRuns, problem, choices } }) as const;
    if (dossier.procedure.checks.runs === 'off')
      return wrong('le processus de ce dépôt d’accompagnement n’écrit pas de vérification sur les commits', []);
    const { rest, no } = takeNo(args);
    const { names, left } = takeRepositories(rest, dossier.procedure.github);
    const [wanted = '', ...others] = names;
    const yes = meaningOf(left) === 'confirms';
    const unread = [...others, left].join(' ').trim();
    if (!changesNothing(unread) || (no && yes))
      return leaveUndone(dossier, { command: setRuns, words: unread, choices: names.map((name) => `${name} ${no ? 'non' : 'oui'}`) });
    const repository = dossier.repositories.find((name) => sameRepository(name, wanted));
    if (repository === undefined) {
      const problem = wanted === '' ? 'il manque le nom du dépôt' : 'ce dépôt n’est pas déclaré dans le dossier';
      return wrong(
        problem,
        byLikeness(wanted, dossier.repositories).map((name) => `${name} ${no ? 'non' : 'oui'}`),
      );
    }
    if (!no && !yes) return wrong('il manque oui ou non', [`${repository} oui`, `${repository} non`]);
    const key = repositoryKey(repository);
    const already = dossier.state.runsOff.includes(key) === no;
    const runsOff = [...dossier.state.runsOff.filter((other) => other !== key), ...(no ? [key] : [])];
    return { dossier: already ? dossier : dossier.with({ runsOff }), reply: { kind: 'runs-set', repository, on: yes, already } };
  },
};
