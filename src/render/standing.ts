import type { Standing } from '../dossier/reply.ts';
import { capital, ownerName } from './conditions.ts';
import { counted, formatDate } from '../words/dates.ts';
import { join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { unmetList } from './prerequisite-list.ts';
import { progressBar } from './progress-bar.ts';

/** Where the dossier stands, after an opening sentence: `/statut`, `/verifier`, reminders. */
export function renderStanding(standing: Standing, opening: string): Markdown {
  const { phase, since, waitingFor, prerequisites, items, unmet, openItems, revalidations, paused } = standing;
  const who = waitingFor === null ? 'Personne n’est attendu.' : `${capital(ownerName(waitingFor))} doit agir.`;
  return join([
    md`${trusted(opening)} Phase « ${trusted(phase.title)} » depuis le ${trusted(formatDate(since))}. ${trusted(who)}${trusted(paused ? ' Les relances sont suspendues.' : '')}`,
    list([
      md`Prérequis : ${trusted(progressBar(prerequisites.met, prerequisites.total))}`,
      ...(items.total === 0 ? [] : [md`Étapes de la phase : ${trusted(progressBar(items.done, items.total))}`]),
    ]),
    unmet.length === 0
      ? null
      : join([
          trusted(`${counted(unmet.length, 'prérequis est à fournir ou à corriger', 'prérequis sont à fournir ou à corriger')} :`),
          unmetList(unmet, 'short'),
        ]),
    revalidations.length === 0 ? null : md`À revalider par la Service Team : ${trusted(revalidations.join(', '))}.`,
    openItems.length === 0
      ? null
      : join([
          md`Étapes qui restent :`,
          list(openItems.map(({ item }) => md`**${trusted(item.title)}** (${trusted(ownerName(item.owner))}) ${item.id}`)),
        ]),
  ]);
}
