import { type Markdown, md, trusted } from '../words/markdown.ts';

const opening = 'Ce ticket faisait double emploi avec';

/** Whether a text is that of an issue of the App that stood twice. */
export function isDuplicate(body: string): boolean {
  return body.startsWith(opening);
}

/** What becomes of an issue of the App that stood twice; `kept` is the number of the other one. */
export function renderDuplicate(kept: number): Markdown {
  return md`${trusted(opening)} ${trusted(`#${kept}`)}, que l’application tient à jour. Elle a fermé celui-ci.`;
}
