import type { Standing } from '../dossier/reply.ts';
import { capital, ownerName } from './conditions.ts';
import { counted, formatDate } from '../words/dates.ts';
import { join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { deadlineText } from './deadline.ts';
import { promisedList, unmetList } from './prerequisite-list.ts';
import { progressBar } from './progress-bar.ts';

/** Where the dossier stands, after an opening sentence: `/statut`, `/verifier`, reminders. */
export function renderStanding(standing: Standing, opening: string): Markdown {
  const { phase, since, waitingFor, prerequisites, items, unmet, promised, openItems, rereads, deadline, paused } = standing;
  const who = waitingFor === null ? 'Personne n’est attendu.' : `${capital(ownerName(waitingFor))} doit agir.`;
  return join([
    md`${trusted(opening)} Phase « ${trusted(phase.title)} » depuis le ${trusted(formatDate(since))}. ${trusted(who)}${trusted(paused ? ' Les relances sont suspendues.' : '')}`,
    list([
      md`Prérequis : ${trusted(progressBar(prerequisites.given, prerequisites.asked))}`,
      ...(items.total === 0 ? [] : [md`Étapes de la phase : ${trusted(progressBar(items.done, items.total))}`]),
      ...(deadline === null ? [] : [deadlineText(deadline)]),
    ]),
    unmet.length === 0
      ? null
      : join([
          trusted(`${counted(unmet.length, 'prérequis est à fournir ou à corriger', 'prérequis sont à fournir ou à corriger')} :`),
          unmetList(unmet, 'short'),
        ]),
    promised.length === 0 ? null : join([md`Réponses annoncées, à donner avant la phase suivante :`, promisedList(promised)]),
    rereads.length === 0 ? null : md`À relire par la Service Team : ${trusted(rereads.join(', '))}.`,
    openItems.length === 0
      ? null
      : join([
          md`Étapes qui restent :`,
          list(openItems.map(({ item }) => md`**${trusted(item.title)}** (${trusted(ownerName(item.owner))}) ${item.id}`)),
        ]),
  ]);
}
