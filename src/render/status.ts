import { isLacking, isPromised, type PrerequisiteResult } from '../dossier/prerequisite.ts';
import { countGiven, neededBefore } from '../dossier/due.ts';
import { troubledMirrors } from '../dossier/mirror/mirror-status.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Reread, StatusView } from '../dossier/plan.ts';
import type { Authorisation } from '../dossier/state.ts';
import { alerts } from './alerts.ts';
import { answersRead, unplacedText } from './answers-read.ts';
import { phaseTime } from './clocks.ts';
import { contact } from './contact.ts';
import { deadlineText } from './deadline.ts';
import { campaignLines } from './campaign.ts';
import { countsText } from './check-counts.ts';
import { obstacleText } from './checks.ts';
import { ownerName } from './conditions.ts';
import { blankBody, isBlank } from '../form/blank-body.ts';
import { isOfAnotherForm } from '../form/other-form.ts';
import { counted, formatDate } from '../words/dates.ts';
import { firstFitting, LONGEST_COMMENT } from './fit.ts';
import { flowsSummary } from './flows.ts';
import { codeBlock, details, fenced, join, link, list, type Markdown, md, sentence, trusted } from '../words/markdown.ts';
import { withMarker, withSealed } from './marker.ts';
import { allBranches } from './mirror-notices.ts';
import { mirrorCounts, mirrorList } from './mirror-list.ts';
import { inParallel, nextStep } from './next-step.ts';
import { type Detail, helpList, promisedList, unmetList, waiverText } from './prerequisite-list.ts';
import { progressBar } from './progress-bar.ts';
import { questionsText } from './questions.ts';
import { beyondText, logins, misnamedText, referentTitle } from './team.ts';
import { timeline } from './timeline.ts';

/** What the status comment carries besides the dossier: steps of the App that failed (French), and the sealed state. */
export interface StatusExtras {
  readonly failures: readonly Sentence[];
  readonly sealed: string | null;
}

/** How much of a long dossier is shown: the first that fits GitHub's limit is taken. */
const levels: readonly { readonly unmet: Detail; readonly answer: number; readonly change: number; readonly history: number }[] = [
  { unmet: 'full', answer: 1_500, change: 1_000, history: 200 },
  { unmet: 'full', answer: 300, change: 500, history: 100 },
  { unmet: 'short', answer: 80, change: 200, history: 50 },
  { unmet: 'title', answer: 0, change: 80, history: 20 },
];

/** The status comment: where the dossier is, what is missing and how to fix it, who acts next; the rest is folded. Same input, same bytes. */
export function renderStatus(view: StatusView, { failures, sealed }: StatusExtras): string {
  const longest = LONGEST_COMMENT - (sealed?.length ?? 0);
  const text = firstFitting(
    levels.map((level) => () => body(view, failures, level)),
    longest,
  ).markdown;
  return withMarker('status', withSealed(text, sealed));
}

function body(view: StatusView, failures: readonly Sentence[], level: (typeof levels)[number]): Markdown {
  const { procedure, phase, since, items, state, mode } = view;
  const { given, asked } = countGiven(view.due.now);
  return join([
    trusted(`## Suivi du dossier : phase « ${phase.title} »`),
    alerts(view, failures),
    state.history.length === 1 && mode === 'open' ? trusted(procedure.texts.welcome) : null,
    bodyToCopy(view),
    nextStep(view),
    inParallel(view),
    questionsText(view.questions),
    list([
      md`**Phase** : ${trusted(phase.title)}, depuis le ${trusted(formatDate(since))}`,
      ...[phaseTime(view)].filter((line) => line !== null),
      teamLine(view),
      md`**Prérequis** : ${trusted(progressBar(given, asked))}`,
      ...(items.length === 0
        ? []
        : [
            md`**Étapes de la phase** : ${trusted(progressBar(items.filter(({ status }) => status.kind !== 'open').length, items.length))}`,
          ]),
      ...flows(view),
      ...(view.deadline === null || mode !== 'open' ? [] : [deadlineText(view.deadline)]),
      ...view.campaigns.flatMap(campaignLines),
      ...view.next.skipped.map(({ phase: useless, because }) => md`**Phase sautée** : ${trusted(useless.title)} (${because})`),
    ]),
    missing(view, level.unmet),
    announced(view),
    later(view, level.unmet),
    toRead(view, level.change),
    openItems(view),
    mirrors(view),
    checks(view),
    folded(view, level),
    md`<sub>${'/aide'} liste les commandes. ${contact(procedure)}${pageText(view)}</sub>`,
  ]);
}

/** The page of the dossier is open to the Service Team and to its own team. */
function pageText({ page }: StatusView): Markdown {
  return page === null ? md`` : md` ${link('Page du portefeuille', page)}.`;
}

/** Who is in the project team, and how to add somebody where the contacts name people without their account. Nobody is notified. */
function teamLine({ team, mode, state }: StatusView): Markdown {
  const { members, referents, contacts } = team;
  const misnamed = misnamedText(team);
  const missingAccount = contacts.withoutAccount && mode === 'open' && state.history.length === 1;
  return join(
    [
      md`**Équipe projet** : ${members.length === 0 ? md`personne` : logins(members)}`,
      referents.length === 0 ? null : md` ; **${trusted(referentTitle(referents))}** : ${logins(referents)}`,
      contacts.beyond === 0 ? null : md` ; parmi les contacts, ${trusted(beyondText(contacts.accounts.length))}`,
      misnamed === null ? null : md` ; ${misnamed}`,
      missingAccount ? md` ; pour ajouter un contact, écrivez ${'@compte'} après son nom dans la demande` : null,
    ],
    '',
  );
}

/** Beyond this many, the details of what is missing fold, so that the page stays readable. */
const MAX_UNFOLDED = 5;

function missing({ due: { now }, mode }: StatusView, detail: Detail): Markdown | null {
  const unmet = now.filter(isLacking);
  if (unmet.length === 0 || mode !== 'open') return null;
  const title = trusted(`### ${counted(unmet.length, 'prérequis à fournir ou à corriger', 'prérequis à fournir ou à corriger')}`);
  const first = unmetList(unmet.slice(0, MAX_UNFOLDED), detail);
  const rest = unmet.slice(MAX_UNFOLDED);
  const help = detail === 'full' ? details('Ce qui est attendu', helpList(unmet)) : null;
  const canWait = unmet.some(({ prerequisite: { promises } }) => promises);
  const promise = canWait ? md`Pas encore connu ? Répondez ${'à préciser avant le'} et une date.` : null;
  return join([title, first, details(`Et ${rest.length} de plus`, unmetList(rest, detail)), promise, help]);
}

function announced({ due: { now }, mode }: StatusView): Markdown | null {
  const promised = now.filter(isPromised);
  if (promised.length === 0 || mode !== 'open') return null;
  return join([
    md`### Réponses annoncées`,
    md`La phase suivante en a besoin : écrivez-les dans la demande dès que vous les avez, au plus tard à leur date.`,
    promisedList(promised),
  ]);
}

/** What a later phase needs, folded: nobody has to answer it now. */
function later({ due, mode, procedure }: StatusView, detail: Detail): Markdown | null {
  const { given, asked } = countGiven(due.later);
  if (asked === 0 || mode !== 'open') return null;
  const phases = procedure.phases.flatMap((phase) => {
    const of = due.later.filter(({ prerequisite }) => neededBefore({ prerequisite, procedure }).id === phase.id);
    const open = join([unmetList(of.filter(isLacking), detail), promisedList(of.filter(isPromised))], '\n');
    return open.markdown === '' ? [] : [join([md`Avant la phase « ${trusted(phase.title)} » :`, open])];
  });
  return details(
    `Plus tard : ${counted(asked, 'prérequis', 'prérequis')}, dont ${counted(given, 'déjà fourni', 'déjà fournis')}`,
    join(phases),
  );
}

/** What the Service Team is asked to read: nothing of it waits for the project. */
function toRead(view: StatusView, longest: number): Markdown | null {
  const { rereads, mode, waitingFor } = view;
  if (rereads.length === 0 || mode !== 'open') return null;
  const title = `À relire par la Service Team (${rereads.length})`;
  const text = join([rereadNotice(view), list(rereads.map((reread) => rereadItem(reread, longest)))]);
  // While somebody else must act first, it waits folded.
  return waitingFor === 'service-team' ? join([trusted(`### ${title}`), text]) : details(title, text);
}

/** What the Service Team can do stands here only while its turn, above, does not say it. */
function rereadNotice({ rereads, waitingFor }: StatusView): Markdown {
  const many = rereads.length > 1;
  const calm = md`Équipe projet, rien à faire : ${trusted(many ? 'elles comptent comme fournies' : 'elle compte comme fournie')}.`;
  return waitingFor === 'service-team'
    ? calm
    : md`${calm} Service Team : ${'/valider tous'} ${trusted(many ? 'les accepte' : 'l’accepte')}, ${'/a-preciser prérequis motif'} ${trusted(many ? 'en renvoie une' : 'la renvoie')}.`;
}

function rereadItem({ prerequisite, doubts, change }: Reread, longest: number): Markdown {
  const title = md`**${trusted(prerequisite.title)}** ${prerequisite.id}`;
  const head = doubts.length === 0 ? title : md`${title} : ${join(doubts.map(sentence), ' ; ')}`;
  if (change === null) return head;
  const before =
    change.before === ''
      ? md`Avant : vide, ou non conservé ; l’historique de la demande le garde.`
      : join([md`Avant :`, fenced(change.before, longest)]);
  return join([head, details('Ce qui a changé', join([before, md`Maintenant :`, fenced(change.after, longest)]))]);
}

function openItems({ items, mode }: StatusView): Markdown | null {
  const open = items.filter(({ status }) => status.kind === 'open');
  if (open.length === 0 || mode !== 'open') return null;
  return details(
    `Étapes qui restent (${open.length})`,
    list(open.map(({ item }) => md`**${trusted(item.title)}** (${trusted(ownerName(item.owner))}) ${item.id}`)),
  );
}

/** What waits for its pull request to be merged is asked in the phase's comment. */
function mirrors({ mirrors: views, mirrorMode }: StatusView): Markdown | null {
  if (views.length === 0) return null;
  const troubled = views.filter(({ status: { kind } }) => troubledMirrors.includes(kind));
  const calm = views.filter((view) => !troubled.includes(view));
  const title = calm.length === views.length ? 'Accostage des dépôts' : 'Les autres dépôts';
  return join([
    troubled.length === 0 ? null : join([md`### Accostage : ce qui bloque`, mirrorList(troubled)]),
    mirrorMode === 'all-branches' ? allBranches : null,
    details(`${title} : ${mirrorCounts(calm)}`, mirrorList(calm)),
  ]);
}

function checks({ checks: seen }: StatusView): Markdown | null {
  if (seen.length === 0) return null;
  const lines = seen.map(
    ({ name, summary, obstacle }) => md`${name} : ${summary === null ? obstacleText(obstacle) : countsText(summary.counts)}`,
  );
  return details('Vérifications techniques des dépôts', list(lines));
}

/** A line on the flows, whose table stands in the phase's comment. */
function flows({ flows: seen }: StatusView): readonly Markdown[] {
  if (seen === null || seen.declared.length + seen.removed.length === 0) return [];
  const left = seen.removed.length;
  const removed = left === 0 ? null : md`${trusted(counted(left, 'flux retiré reste à fermer', 'flux retirés restent à fermer'))}.`;
  return [join([md`**Ouvertures de flux** :`, flowsSummary(seen.declared), removed], ' ')];
}

function metItem(result: PrerequisiteResult): Markdown {
  const title = md`✅ ${trusted(result.prerequisite.title)}`;
  return result.status === 'met' && result.note !== undefined ? md`${title} — ${trusted(result.note)}` : title;
}

/** For an issue that was opened without the form, or with another one: what to copy into it. */
function bodyToCopy(view: StatusView): Markdown | null {
  const { form, answers, mode, procedure } = view;
  const other = isOfAnotherForm(form, view);
  if (mode !== 'open' || !(other || isBlank(answers))) return null;
  return join([
    other
      ? md`Votre demande semble faite avec un autre formulaire que ${procedure.form}, le seul que l’application lit ici : copiez-y le texte ci-dessous, puis répondez sous chaque titre sans le changer. Service Team : si elle n’est pas un dossier, retirez son étiquette ${procedure.labels.dossier.name} ; un autre formulaire ne doit pas la poser.`
      : md`Votre demande ne suit pas le formulaire : copiez-y le texte ci-dessous, puis répondez sous chaque titre sans le changer.`,
    details('Le texte à copier', codeBlock('markdown', blankBody(form))),
  ]);
}

function authorisedItem({ name, by, at }: Authorisation): Markdown {
  return by === '' ? md`${name}, avant la version 0.2.0` : md`${name}, par ${by} le ${trusted(formatDate(at))}`;
}

function folded(view: StatusView, level: (typeof levels)[number]): Markdown {
  const { due, state, unplaced } = view;
  const prerequisites = [...due.now, ...due.later];
  const met = prerequisites.filter(({ status }) => status === 'met');
  const waived = prerequisites.flatMap((result) => (result.status === 'waived' ? [result] : []));
  return join([
    details(`Prérequis fournis (${met.length})`, list(met.map(metItem))),
    details(
      `Prérequis sans objet par décision (${waived.length})`,
      list(waived.map((result) => md`➖ ${trusted(result.prerequisite.title)} : ${waiverText(result.waiver)}`)),
    ),
    details(`Dépôts autorisés par la Service Team (${state.authorised.length})`, list(state.authorised.map(authorisedItem))),
    details(`Texte que l’application n’a pas su rattacher au formulaire (${unplaced.length})`, unplacedText(unplaced, level.answer)),
    details('Ce que l’application a lu', answersRead(view, level.answer)),
    details('Historique', timeline(view, level.history)),
    state.news.length === 0
      ? null
      : details(
          `Nouvelles sans commentaire (${state.news.length})`,
          list(state.news.map(({ at, markdown }) => md`${trusted(formatDate(at))} : ${trusted(markdown)}`)),
        ),
  ]);
}
