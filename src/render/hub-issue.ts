import type { Problem } from '../yaml/problem.ts';
import { fit } from './fit.ts';
import { code, join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { counted } from '../words/dates.ts';
import { digest } from '../words/digest.ts';
import { withMarker } from './marker.ts';

/** Something that the App writes in a hub, beside the dossiers. */
export type HubThing = { readonly kind: 'label'; readonly name: string } | { readonly kind: 'configuration' | 'dashboard' | 'week' };

/** What is wrong in a hub, for those who maintain it. */
export interface HubMistakes {
  /** What somebody undoes again and again. */
  readonly undone: readonly HubThing[];
  /** What keeps them from being used. */
  readonly problems: readonly Problem[];
  /** What is used all the same. */
  readonly warnings: readonly Problem[];
}

/** What an issue is about; where its files are right and only what the App writes is undone, nobody's configuration is wrong. */
const titles = {
  configuration: 'Configuration de l’accompagnement à corriger',
  undone: 'Ce que l’application écrit dans ce dépôt est défait sans cesse',
} as const;

/** Those that the issue may bear: where somebody wrote over its text, the App knows it by them. */
export const hubIssueTitles: readonly string[] = Object.values(titles);

function titleOf({ undone, ...files }: HubMistakes): string {
  return undone.length > 0 && allOf(files).length === 0 ? titles.undone : titles.configuration;
}

/** The issue that tells a hub's maintainers what is wrong in their files, and what is undone there again and again; closed by the App once it is over. */
export function renderHubIssue(slot: string, mistakes: HubMistakes): { readonly title: string; readonly body: string } {
  const body = join([
    ...configurationOf(mistakes),
    mistakes.undone.length === 0 ? null : undoneAgain(mistakes.undone),
    md`Ce ticket se fermera de lui-même ensuite. Fermé à la main avant, il le reste tant que rien de cela ne change.`,
  ]);
  const told = `<!-- accostage:problems=${mistakesKey(mistakes)} -->`;
  return { title: titleOf(mistakes), body: withMarker(slot, `${told}\n${fit(body.markdown)}`) };
}

function configurationOf(mistakes: HubMistakes): readonly Markdown[] {
  if (allOf(mistakes).length === 0) return [];
  return [
    trusted(mistakes.problems.length > 0 ? refusedText(mistakes.problems.length) : appliedText(mistakes.warnings.length)),
    list(
      allOf(mistakes).map(
        ({ file, line, column, message, fix, issues = [] }) =>
          md`${code(`${file}:${line}:${column}`)} — ${code(message, 300)}. ${trusted('À faire')} : ${code(fix, 300)}${concerned(issues)}`,
      ),
    ),
    md`${'accostage validate'} vérifie les fichiers avant de les publier.`,
  ];
}

function refusedText(errors: number): string {
  const [how, whose] = errors > 1 ? [`${errors} erreurs`, 'leur'] : ['une erreur', 'sa'];
  return `La configuration de l’accompagnement contient ${how}. En attendant ${whose} correction, l’application continue avec la dernière configuration valable ; s’il n’y en a aucune, elle n’écrit rien dans les dossiers.`;
}

function appliedText(things: number): string {
  const what = things > 1 ? `${things} choses y sont` : 'une chose y est';
  return `La configuration de l’accompagnement s’applique, mais ${what} à corriger.`;
}

/** More than this are counted: labels, which come last. */
const MAX_UNDONE = 20;

function undoneAgain(undone: readonly HubThing[]): Markdown {
  const isLabel = ({ kind }: HubThing) => kind === 'label';
  const inOrder = [...undone.filter((thing) => !isLabel(thing)), ...undone.filter(isLabel)];
  const more = undone.length - MAX_UNDONE;
  return join([
    md`Ce que l’application écrit dans ce dépôt est défait sans cesse, sans doute par un programme. Elle ne le remet plus que de moins en moins souvent, deux fois par jour au moins :`,
    list([
      ...inOrder.slice(0, MAX_UNDONE).map(nameOf),
      ...(more > 0 ? [md`… et ${trusted(counted(more, 'autre étiquette', 'autres étiquettes'))}.`] : []),
    ]),
    md`${trusted('À faire')} : retrouvez ce qui les modifie ou les supprime, et retirez-lui ces étiquettes et ces tickets, ou changez le processus pour qu’il dise la même chose. Ce sera dit ici jusqu’au lendemain.`,
  ]);
}

function nameOf(thing: HubThing): Markdown {
  switch (thing.kind) {
    case 'label':
      return md`l’étiquette ${code(thing.name)}`;
    case 'configuration':
      return md`ce ticket`;
    case 'dashboard':
      return md`le ticket du tableau de bord`;
    case 'week':
      return md`le récapitulatif de la semaine`;
    default:
      return thing satisfies never;
  }
}

/** What the same issue says once all is mended. */
export function renderMended(slot: string): string {
  return withMarker(slot, md`Rien n’est plus à corriger ici. Ce ticket se rouvrira s’il le faut.`.markdown);
}

/** A few characters that stand for these mistakes: others as soon as one of them changes. */
export function mistakesKey(mistakes: HubMistakes): string {
  const files = allOf(mistakes).map(({ file, line, column, message, fix }) => [file, line, column, message, fix]);
  return digest(JSON.stringify(mistakes.undone.length === 0 ? files : [files, mistakes.undone]));
}

/** The `mistakesKey` of what an issue tells; null where it tells none. */
export function readMistakesKey(body: string): string | null {
  return /^[^\n]*\n<!-- accostage:problems=([\w-]+) -->(?:\r?\n|$)/.exec(body)?.[1] ?? null;
}

function allOf({ problems, warnings }: Pick<HubMistakes, 'problems' | 'warnings'>): readonly Problem[] {
  return [...problems, ...warnings];
}

/** More dossiers than this are counted. */
const MAX_NAMED = 20;

/** GitHub makes a link of each number. */
function concerned(issues: readonly number[]): Markdown {
  if (issues.length === 0) return md``;
  const named = issues.slice(0, MAX_NAMED).map((number) => `#${number}`);
  const more = issues.length - named.length;
  return md`. Dossiers : ${trusted(named.join(', '))}${more === 0 ? md`` : md` et ${trusted(counted(more, 'autre', 'autres'))}`}`;
}
