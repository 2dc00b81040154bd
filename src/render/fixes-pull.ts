import type { FixesWanted } from '../dossier/checks/assess-fixes.ts';
import type { FixQuestion } from '../dossier/checks/fix-plan.ts';
import { ruleInfo } from '../dossier/checks/rules.ts';
import { counted } from '../words/dates.ts';
import { codeBlock, details, join, link, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { firstFitting } from './fit.ts';
import type { PullTexts } from './mirror-pull.ts';

/** Changes that are explained one by one, and questions asked; beyond, they are counted. */
const MAX_SHOWN = 40;

/** What the pull request with fixes says, in French: each change and why, what only the team knows, what it is to do. */
export function renderFixesPull(wanted: FixesWanted): PullTexts {
  const title = 'fix: corriger ce que Cloud π native refuserait';
  const body = firstFitting((['shown', 'left-out'] as const).map((examples) => () => bodyOf(wanted, examples)));
  return { title, body: body.markdown, commit: title };
}

function bodyOf(wanted: FixesWanted, examples: 'shown' | 'left-out'): Markdown {
  const { seen, dossier } = wanted;
  const { files, changes, questions } = seen.plan;
  if (files.length === 0) return served(wanted, examples);
  const rest = changes.length - MAX_SHOWN;
  return join([
    md`## Ce que fait cette pull request`,
    md`Elle corrige dans ce dépôt ce qui est certain, et rien d’autre : les autres lignes et les commentaires ne changent pas. Elle a été préparée par l’application de la Service Team, à une demande que suit ${link('le dossier d’embarquement', dossier.url)} du projet. Elle n’engage à rien : relisez-la, essayez-la, fusionnez-la si elle convient, fermez-la sinon.`,
    list([
      ...changes.slice(0, MAX_SHOWN).map(({ rule, path, because }) => md`${path} (${trusted(ruleInfo[rule].title)}) : ${because}.`),
      ...(rest > 0 ? [md`… et ${trusted(counted(rest, 'autre changement du même genre', 'autres changements du même genre'))}.`] : []),
    ]),
    questions.length === 0 ? null : asked(questions, examples),
    md`Tant que personne d’autre n’y ajoute de commit, l’application la tient à jour. Fermée, elle ne revient pas d’elle-même : ${'/corriger'}, dans le dossier, la demande de nouveau.`,
  ]);
}

/** What it was opened for was mended otherwise, or set aside. */
function served({ seen, dossier }: FixesWanted, examples: 'shown' | 'left-out'): Markdown {
  const { questions } = seen.plan;
  return join([
    md`## Cette pull request n’est plus nécessaire`,
    md`Rien de ce qu’elle corrigeait ne reste à corriger dans ce dépôt : c’est corrigé autrement, ou mis de côté dans ${link('le dossier d’embarquement', dossier.url)} du projet. Vous pouvez la fermer ; si un constat revient tant qu’elle est ouverte, l’application la met à jour.`,
    questions.length === 0 ? null : asked(questions, examples),
  ]);
}

function asked(questions: readonly FixQuestion[], examples: 'shown' | 'left-out'): Markdown {
  const shown = questions.slice(0, MAX_SHOWN);
  const rest = questions.length - shown.length;
  return join([
    md`## Ce que vous seuls savez`,
    md`Ces points restent à corriger ; l’application n’en invente pas la réponse.`,
    list([
      ...shown.map(({ place, because, rules }) => {
        const titles = trusted(rules.map((rule) => ruleInfo[rule].title).join(', '));
        return place === null ? md`${because} (${titles}).` : md`${`${place.path}:${place.line}`} : ${because} (${titles}).`;
      }),
      ...(rest > 0 ? [md`… et ${trusted(counted(rest, 'autre', 'autres'))}.`] : []),
    ]),
    examples === 'shown' ? details('Exemples à compléter', join(examplesOf(shown))) : null,
  ]);
}

/** One example a rule is enough. */
function examplesOf(questions: readonly FixQuestion[]): readonly Markdown[] {
  const byText = new Map(questions.flatMap(({ example }) => (example === null ? [] : [[example.text, example] as const])));
  return [...byText.values()].map(({ language, text }) => codeBlock(language, text));
}
