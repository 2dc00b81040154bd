import { type Markdown, md, trusted } from '../words/markdown.ts';

/** What becomes of an issue of the App that stood twice; `kept` is the number of the other one. */
export function renderDuplicate(kept: number): Markdown {
  return md`Ce ticket faisait double emploi avec ${trusted(`#${kept}`)}, que l’application tient à jour. Elle a fermé celui-ci.`;
}
