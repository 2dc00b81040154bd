import type { ItemView } from '../dossier/item.ts';
import { formatDate } from '../words/dates.ts';
import { link, type Markdown, md, sentence, trusted } from '../words/markdown.ts';
import { waiverText } from './prerequisite-list.ts';

/** A checklist item with its box, and its id last: ids are read back from there. A waived item has no box. */
export function boxedItem({ item, status }: ItemView): Markdown {
  const help = item.link === undefined ? md`${trusted(item.help)}` : md`${trusted(item.help)} ${link('En savoir plus', item.link)}`;
  const title = md`**${trusted(item.title)}**`;
  const id = trusted(`\`${item.id}\``);
  switch (status.kind) {
    case 'open':
      return status.progress === null
        ? md`- [ ] ${title} — ${help} ${id}`
        : md`- [ ] ${title} — ${help} Vu par l’application : ${sentence(status.progress)}. ${id}`;
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
