import type { Procedure } from '../config/procedure.ts';
import { join, link, type Markdown, md, trusted } from '../words/markdown.ts';

/** How to reach the Service Team: the words of the process, then its pages for that. */
export function contact({ texts, pages }: Pick<Procedure, 'texts' | 'pages'>): Markdown {
  const ways = pages.filter(({ support }) => support).map(({ title, url }) => link(title, url));
  if (ways.length === 0) return trusted(texts.contact);
  return md`${trusted(texts.contact)} Ou joignez-la par ${join([join(ways.slice(0, -1), ', '), ...ways.slice(-1)], ' ou ')}.`;
}
