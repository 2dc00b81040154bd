import type { Problem } from '../yaml/problem.ts';
import { fit } from './fit.ts';
import { code, join, list, md, trusted } from '../words/markdown.ts';
import { withMarker } from './marker.ts';

/** The issue that tells a hub's maintainers what is wrong in their files; closed by the App once it is mended. */
export function renderHubIssue(slot: string, problems: readonly Problem[]): { readonly title: string; readonly body: string } {
  const body = join([
    md`La configuration de l’accompagnement contient une erreur. En attendant sa correction, l’application continue avec la dernière configuration valable (ou, à défaut, avec celle qui est fournie).`,
    list(
      problems.map(
        ({ file, line, column, message, fix }) =>
          md`${code(`${file}:${line}:${column}`)} — ${code(message, 300)}. ${trusted('À faire')} : ${code(fix, 300)}`,
      ),
    ),
    md`Ce ticket se fermera de lui-même quand les fichiers seront corrigés. ${'accostage validate'} les vérifie avant de les publier.`,
  ]);
  return { title: 'Configuration de l’accompagnement à corriger', body: withMarker(slot, fit(body.markdown)) };
}
