import { readRepositories } from '../../answers/repository-list.ts';
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
import { withoutPoliteEnd } from './left-words.ts';

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
    const words = withoutPoliteEnd(args)
      .split(/[\s,]+/)
      .filter((word) => word !== '');
    const rules = ruleNames.filter((rule) => words.some((word) => word.toLowerCase() === rule));
    const unfixable = rules.find((rule) => !fixableRules.some((fixable) => fixable === rule));
    if (unfixable !== undefined) return wrong(`la règle ${unfixable} n’a pas de correctif sûr`, fixableRules);
    const others = words.filter((word) => !rules.some((rule) => rule === word.toLowerCase()));
    const [typed] = others;
    const [mention] = readRepositories(others.join(' '), dossier.procedure.github);
    const wanted = mention?.kind === 'github' ? `${mention.owner}/${mention.name}` : (typed ?? '');
    const names = typed === undefined ? checked : checked.filter((name) => sameRepository(name, wanted));
    if (names.length === 0 || others.length > 1)
      return wrong('ce n’est ni une règle ni un dépôt vérifié du dossier', byLikeness(wanted, [...fixableRules, ...checked]));
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
