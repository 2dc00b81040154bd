import type { Problem } from '../yaml/problem.ts';
import { fit } from './fit.ts';
import { code, join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { counted } from '../words/dates.ts';
import { digest } from '../words/digest.ts';
import { withMarker } from './marker.ts';

/** What is wrong in the files of a hub. */
export interface HubMistakes {
  /** What keeps them from being used. */
  readonly problems: readonly Problem[];
  /** What is used all the same. */
  readonly warnings: readonly Problem[];
}

/** Its title: where somebody wrote over its text, the App knows it by that. */
export const hubIssueTitle = 'Configuration de l’accompagnement à corriger';

/** The issue that tells a hub's maintainers what is wrong in their files; closed by the App once it is mended. */
export function renderHubIssue(slot: string, mistakes: HubMistakes): { readonly title: string; readonly body: string } {
  const body = join([
    mistakes.problems.length > 0
      ? md`La configuration de l’accompagnement contient une erreur. En attendant sa correction, l’application continue avec la dernière configuration valable ; s’il n’y en a aucune, elle n’écrit rien dans les dossiers.`
      : md`La configuration de l’accompagnement s’applique, mais une chose y est à corriger.`,
    list(
      allOf(mistakes).map(
        ({ file, line, column, message, fix, issues = [] }) =>
          md`${code(`${file}:${line}:${column}`)} — ${code(message, 300)}. ${trusted('À faire')} : ${code(fix, 300)}${concerned(issues)}`,
      ),
    ),
    md`Ce ticket se fermera de lui-même quand les fichiers seront corrigés. Fermé à la main avant, il le reste tant qu’ils ne changent pas. ${'accostage validate'} les vérifie avant de les publier.`,
  ]);
  const told = `<!-- accostage:problems=${mistakesKey(mistakes)} -->`;
  return { title: hubIssueTitle, body: withMarker(slot, `${told}\n${fit(body.markdown)}`) };
}

/** What the same issue says once all is mended. */
export function renderMended(slot: string): string {
  return withMarker(slot, md`La configuration de l’accompagnement est corrigée. Ce ticket se rouvrira si une erreur y revient.`.markdown);
}

/** A few characters that stand for these mistakes: others as soon as one of them changes. */
export function mistakesKey(mistakes: HubMistakes): string {
  return digest(JSON.stringify(allOf(mistakes).map(({ file, line, column, message, fix }) => [file, line, column, message, fix])));
}

/** The `mistakesKey` of what an issue tells; null where it tells none. */
export function readMistakesKey(body: string): string | null {
  return /^[^\n]*\n<!-- accostage:problems=([\w-]+) -->(?:\r?\n|$)/.exec(body)?.[1] ?? null;
}

function allOf({ problems, warnings }: HubMistakes): readonly Problem[] {
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
