import { ruleNames } from '../../config/checks-schema.ts';
import { repositoryKey, sameRepository } from '../../words/key.ts';
import { byLikeness } from '../../words/nearest.ts';
import { checkedRepositories } from '../checks/assess-checks.ts';
import { rememberAsker } from '../checks/asker.ts';
import { fixableRules } from '../checks/fix-plan.ts';
import type { RuleName } from '../checks/check.ts';
import { waiversIn } from '../checks/rule-waivers.ts';
import type { Dossier } from '../dossier.ts';
import type { Command } from './command.ts';
import { changesNothing, leaveUndone } from './left-words.ts';
import { takeRepositories } from './take-repositories.ts';

/** `/corriger [règle] [owner/repo]`: one pull request in each repository, with what can be mended for sure; also where one was closed. */
export const mend: Command = {
  name: 'corriger',
  aliases: ['fix', 'correction'],
  usage: '/corriger [règle] [owner/repo]',
  summary:
    'prépare une pull request qui corrige ce que les vérifications techniques signalent, dans vos dépôts ou dans celui que vous nommez',
  audience: 'projet',
  changes: true,
  isMeant: (_, args) => args === '',
  run: ({ dossier, args, comment }) => {
    const wrong = (problem: string, choices: readonly string[]) =>
      ({ dossier, reply: { kind: 'wrong-argument', command: mend, problem, choices } }) as const;
    const checked = checkedRepositories(dossier);
    if (checked.length === 0) return wrong('aucun dépôt n’est vérifié dans ce dossier', []);
    const words = args.split(/[\s,]+/);
    const rules = ruleNames.filter((rule) => words.some((word) => word.toLowerCase() === rule));
    const unfixable = rules.find((rule) => !fixableRules.some((fixable) => fixable === rule));
    if (unfixable !== undefined) return wrong(`la règle ${unfixable} n’a pas de correctif sûr`, fixableRules);
    const others = words.filter((word) => !rules.some((rule) => rule === word.toLowerCase()));
    const taken = takeRepositories(others.join(' '), dossier.procedure.github);
    if (!changesNothing(taken.left))
      return leaveUndone(dossier, {
        command: mend,
        words: taken.left,
        choices: [[...rules, ...taken.names].join(' ')].filter((choice) => choice !== ''),
      });
    const unknown = taken.names.find((wanted) => !checked.some((name) => sameRepository(name, wanted)));
    if (unknown !== undefined)
      return wrong('ce n’est ni une règle ni un dépôt vérifié du dossier', byLikeness(unknown, [...fixableRules, ...checked]));
    const names = checked.filter((name) => taken.names.length === 0 || taken.names.some((wanted) => sameRepository(name, wanted)));
    const setAside = rules.find((rule) => names.every((name) => isSetAside(dossier, name, rule)));
    if (setAside !== undefined) return wrong(`la règle ${setAside} est mise de côté dans ce dossier par /sans-objet`, []);
    const asked = names.map(
      (name) => [repositoryKey(name), { asked: comment.updatedAt, ...rememberAsker(comment.author), rules }] as const,
    );
    return {
      dossier: dossier.with({ fixes: { ...dossier.state.fixes, ...Object.fromEntries(asked) } }),
      reply: { kind: 'fixes-asked', repositories: names },
    };
  },
};

function isSetAside(dossier: Dossier, name: string, rule: RuleName): boolean {
  return waiversIn(dossier, name).some((waiver) => waiver.rule === rule);
}
