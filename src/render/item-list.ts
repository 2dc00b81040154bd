import type { ItemView } from '../dossier/item.ts';
import { formatDate } from '../words/dates.ts';
import { details, join, link, list, type Markdown, md, sentence, trusted } from '../words/markdown.ts';
import { waiverText } from './prerequisite-list.ts';

/** A checklist item with its box, and its id last: ids are read back from there. A waived item has no box. */
export function boxedItem({ item, status }: ItemView): Markdown {
  const title = md`**${trusted(item.title)}**`;
  const id = trusted(`\`${item.id}\``);
  switch (status.kind) {
    case 'open':
      return status.progress === null
        ? md`- [ ] ${title} ${id}`
        : md`- [ ] ${title} — vu par l’application : ${sentence(status.progress)} ${id}`;
    case 'done':
      return md`- [x] ${title} — faite ${status.mark.by === '' ? trusted('') : md`par ${status.mark.by} `}le ${trusted(formatDate(status.mark.at))} ${id}`;
    case 'evidence':
      return md`- [x] ${title} — vu par l’application : ${sentence(status.saw)} ${id}`;
    case 'waived':
      return md`- ➖ ~~${trusted(item.title)}~~ — ${waiverText(status.waiver)} (${id})`;
    default:
      return status satisfies never;
  }
}

/** How to do the steps that are open, folded; null where none is. */
export function foldedHelp(views: readonly ItemView[]): Markdown | null {
  const open = views.filter(({ status }) => status.kind === 'open');
  return open.length === 0 ? null : details('Comment faire, étape par étape', list(open.map(helpItem)));
}

function helpItem({ item: { title, help, link: page } }: ItemView): Markdown {
  return join([md`**${trusted(title)}** : ${trusted(help)}`, page === undefined ? null : link('En savoir plus', page)], ' ');
}
