import type { ClosingView } from '../dossier/plan.ts';
import { counted, formatDate, formatDuration } from '../words/dates.ts';
import { details, join, list, type Markdown, md, named, sentence, trusted } from '../words/markdown.ts';
import { spentText } from './clocks.ts';
import { contact } from './contact.ts';
import { movedBy } from './checklist.ts';
import { waiverText } from './prerequisite-list.ts';

/** The summary at the end: time spent in each phase, what was done and seen, and what the project is now responsible for. */
export function renderClosing(view: ClosingView): Markdown {
  const { procedure, to, openedAt, end, stays } = view;
  const last = procedure.phases.find(({ closes }) => closes);
  return join([
    md`## Embarquement terminé`,
    md`Félicitations${named(to)}, votre projet est embarqué. Le dossier, ouvert le ${trusted(formatDate(openedAt))}, se termine le ${trusted(formatDate(end.at))} après ${trusted(formatDuration(Date.parse(end.at) - Date.parse(openedAt)))}. Ce ticket est fermé ; il reste lisible.`,
    trusted(last?.intro ?? ''),
    md`### Ce qui relève maintenant de votre équipe`,
    trusted(procedure.texts.responsibility),
    md`### Temps passé dans chaque phase`,
    list([
      ...stays.map(
        ({ phase, from, spent, entry }) =>
          md`**${trusted(phase.title)}** : ${trusted(spentText(spent))}, depuis le ${trusted(formatDate(from))}${entry === null ? trusted('') : movedBy(entry)}`,
      ),
      md`**${trusted(last?.title ?? '')}** : depuis le ${trusted(formatDate(end.at))}${movedBy(end)}`,
    ]),
    details(`Étapes, phase par phase`, doneItems(view)),
    view.waived.length === 0 ? null : details(`Dispenses (${view.waived.length})`, waivedList(view)),
    contact(procedure),
  ]);
}

function doneItems({ items }: ClosingView): Markdown {
  return join(
    items
      .filter((group) => group.items.length > 0)
      .map(({ phase, items: views }) => {
        const lines = views.map(({ item, status }) => {
          const title = md`**${trusted(item.title)}**`;
          if (status.kind === 'done')
            return md`${title} : faite ${status.mark.by === '' ? trusted('') : md`par ${status.mark.by} `}le ${trusted(formatDate(status.mark.at))}`;
          if (status.kind === 'evidence') return md`${title} : vu par l’application, ${sentence(status.saw)}`;
          return status.kind === 'waived' ? md`${title} : ${waiverText(status.waiver)}` : md`${title} : non faite`;
        });
        const open = views.filter(({ status }) => status.kind === 'open').length;
        const left = open === 0 ? '' : ` — ${counted(open, 'étape non faite', 'étapes non faites')}`;
        return join([md`**${trusted(phase.title)}**${trusted(left)}`, list(lines)]);
      }),
  );
}

function waivedList({ waived }: ClosingView): Markdown {
  return list(
    waived.flatMap((result) =>
      result.status === 'waived' ? [md`**${trusted(result.prerequisite.title)}** : ${waiverText(result.waiver)}`] : [],
    ),
  );
}
