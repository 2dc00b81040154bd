import type { ClosingView } from '../dossier/plan.ts';
import { counted, formatDate } from '../words/dates.ts';
import { details, enumerated, join, list, type Markdown, md, named, sentence, trusted } from '../words/markdown.ts';
import { namesOf } from '../mirror/workflow-model.ts';
import { addSpent, nothingSpent } from '../clocks/spent.ts';
import { spentText } from './clocks.ts';
import { contact } from './contact.ts';
import { movedBy } from './checklist.ts';
import { waiverText } from './prerequisite-list.ts';
import { logins } from './team.ts';

/** The summary at the end: what the project keeps, renews and asks for from now on, whom to ask, then what was done and how long it took. */
export function renderClosing(view: ClosingView): Markdown {
  const { procedure, to, openedAt, end, stays } = view;
  const last = procedure.phases.find(({ closes }) => closes);
  return join([
    md`## Embarquement terminé`,
    md`Bonjour${named(to)}, votre projet est embarqué depuis le ${trusted(formatDate(end.at))} : le dossier, ouvert le ${trusted(formatDate(openedAt))}, est fermé et reste lisible. Voici ce que votre équipe doit garder.`,
    trusted(last?.intro ?? ''),
    md`### Ce qui relève maintenant de votre équipe`,
    trusted(procedure.texts.responsibility),
    toRenew(view),
    newFlow(view),
    md`### À qui demander`,
    md`${whoFollows(view)}${contact(procedure)}`,
    md`Merci à toute l’équipe pour le chemin fait ensemble.`,
    md`### Temps passé dans chaque phase`,
    list([
      ...stays.map(
        ({ phase, from, spent, entry }) =>
          md`**${trusted(phase.title)}** : ${trusted(spentText(spent))}, depuis le ${trusted(formatDate(from))}${entry === null ? trusted('') : movedBy(entry)}`,
      ),
      md`**${trusted(last?.title ?? '')}** : depuis le ${trusted(formatDate(end.at))}${movedBy(end)}`,
    ]),
    md`**En tout** : ${trusted(spentText(stays.reduce((all, { spent }) => addSpent(all, spent), nothingSpent)))}.`,
    details(`Étapes, phase par phase`, doneItems(view)),
    view.waived.length === 0 ? null : details(`Dispenses (${view.waived.length})`, waivedList(view)),
  ]);
}

/** What comes to an end one day, with its date where the App knows it. */
function toRenew({ procedure, mirroredBy, waived }: ClosingView): Markdown | null {
  const tokens = mirroredBy.map((platform) => md`${namesOf(platform).token} (${trusted(platform.title)})`);
  const ending = waived.flatMap((result) =>
    result.status === 'waived' && result.waiver.until !== null
      ? [
          md`**${trusted(result.prerequisite.title)}** : dispense jusqu’au ${trusted(formatDate(`${result.waiver.until}T12:00:00Z`))}, à régler avant.`,
        ]
      : [],
  );
  const items = [
    ...(procedure.texts.renewal === undefined ? [] : [trusted(procedure.texts.renewal)]),
    ...(tokens.length === 0
      ? []
      : [
          md`**Jetons de l’accostage**, dans les secrets de chaque dépôt : ${enumerated(tokens)}. Remplacez-les s’ils sont révoqués, ou si la personne qui les a créés quitte l’équipe ; le jeton de lecture d’un dépôt privé se remplace dans la console, avant sa date de fin.`,
        ]),
    ...ending,
  ];
  return items.length === 0 ? null : join([md`### À renouveler`, list(items)]);
}

function newFlow({ asksForFlows }: ClosingView): Markdown | null {
  if (!asksForFlows) return null;
  return join([
    md`### Un nouveau flux, plus tard`,
    md`Ajoutez-le dans votre demande, en haut de ce dossier, même fermé : la Service Team en sera prévenue ici, et dira la suite.`,
  ]);
}

function whoFollows({ referents }: ClosingView): Markdown {
  return referents.length === 0 ? md`` : md`Votre dossier était suivi par ${logins(referents)}. `;
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
