import { dossierPath } from '../../portfolio/dossier-path.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { daysBefore } from '../../words/calendar.ts';
import { counted } from '../../words/dates.ts';
import { type Markdown, plainText } from '../../words/markdown.ts';
import { shortened } from '../../words/shortened.ts';
import { visible } from '../../words/visible-text.ts';
import { workingDaysBetween } from '../../words/working-days.ts';
import { workingDays } from '../../render/clocks.ts';
import { capital } from '../../render/conditions.ts';
import { inParallel, nextStep } from '../../render/next-step.ts';
import { date, empty, html, type Html, outside, written } from './html.ts';

/** The title of a dossier, which leads to its page, and its name, which leads to GitHub. */
export function dossierName(snapshot: Snapshot): Html {
  const { title, hub, number, url } = snapshot;
  const issue = outside(url, { text: html`${hub}#${number}`, name: 'ac-issue', says: `Le ticket ${hub}#${number} sur GitHub` });
  return html`<a class="ac-name" href="${dossierPath(snapshot)}">${titleOf(title)}</a> ${issue}`;
}

/** The same, with the questions that wait for an answer in it: the oldest is a link away. */
export function dossierAndQuestions(snapshot: Snapshot): Html {
  const [oldest] = snapshot.questions;
  if (oldest === undefined) return dossierName(snapshot);
  const count = counted(snapshot.questions.length, 'question sans réponse', 'questions sans réponse');
  return html`${dossierName(snapshot)} ${outside(oldest.url, { text: html`${count}`, says: 'La plus ancienne, sur GitHub' })}`;
}

/** The title of a dossier, which nobody has to give. */
export function titleOf(title: string): Html {
  return written(titleText(title));
}

/** The same, without a mark: for the title of a page. */
export function titleText(title: string): string {
  return visible(title).trim() === '' ? '(sans titre)' : title;
}

/** How many working days its turn has lasted, and since when. */
export function waits({ clocks, procedure }: Snapshot, now: string): Html {
  if (clocks.since === null) return html`non connu`;
  const days = workingDaysBetween(clocks.since, now, procedure.calendar);
  return html`<strong>${workingDays(days)}</strong> <br><span class="ac-soft">depuis le ${date(clocks.since)}</span>`;
}

/** The phase as a badge. */
export function phaseBadge({ phase }: Snapshot): Html {
  return html`<span class="fr-badge fr-badge--sm fr-badge--no-icon ac-phase">${written(phase.title)}</span>`;
}

const LONGEST_SENTENCE = 1_000;

/** The sentence of the status, without the words that its place in the page says already. */
export function whatToDo({ next }: Snapshot): string {
  const sentence = nextStep(next);
  if (sentence === null) return '';
  const text = plainText(withStepsQuoted(sentence)).replace(
    /^(?:À la Service Team d’agir|À vous de jouer, équipe projet[^:]*?)\u00a0: /,
    '',
  );
  return shortened(capital(text), LONGEST_SENTENCE);
}

/** What the other side can do meanwhile, as the status says it; empty where there is nothing. */
export function meanwhile({ next, questions, flows }: Snapshot): string {
  const sentence = inParallel({ ...next, questions, flows: { declared: flows } });
  return sentence === null ? '' : shortened(plainText(withStepsQuoted(sentence)), LONGEST_SENTENCE);
}

/** Without bold letters, the name of a step would run into its sentence. */
function withStepsQuoted({ markdown }: Markdown): Markdown {
  return { markdown: markdown.replaceAll(/étape \*\*([^*]+)\*\*/g, 'étape «\u00a0$1\u00a0»') };
}

/** An account of GitHub, whose name stays whole. */
export function account(login: string): Html {
  return html`<span class="ac-account">${written(`@${login}`)}</span>`;
}

/** More accounts than this are not named. */
const MOST_ACCOUNTS = 10;

/** Accounts of GitHub. */
export function accounts(logins: readonly string[]): Html {
  return logins.length === 0
    ? html`<span class="ac-soft">personne</span>`
    : html`${logins.slice(0, MOST_ACCOUNTS).map((login, index) => html`${index === 0 ? '' : ', '}${account(login)}`)}${logins.length > MOST_ACCOUNTS ? '…' : ''}`;
}

/** The next date of the schedule, marked where it is near or past. */
export function deadlineOf({ deadline }: Snapshot, today: string): Html {
  if (deadline === null) return empty;
  const label = deadline.label === null ? empty : html` <br><span class="ac-soft">${written(deadline.label)}</span>`;
  return html`${dayTo(deadline.day, today)}${label}`;
}

/** A date this near is marked. */
const NEAR_DAYS = 30;

/** A day by which something is to be done (`AAAA-MM-JJ`), marked where it is near or past, also for who does not see colours. */
export function dayTo(day: string, today: string): Html {
  const mark = day < today ? 'passée' : daysBefore(day, NEAR_DAYS) <= today ? 'dans moins de 30 jours' : null;
  return mark === null ? date(day) : html`<span class="ac-near">${date(day)}<span class="fr-sr-only"> (${mark})</span></span>`;
}

/** « 21 / 27 », a dash where there is nothing to count. */
export function ratio(done: number, all: number): string {
  return all === 0 ? '–' : `${done} / ${all}`;
}

/** A count in a table that is looked through for what is not zero. */
export function found(count: number): Html {
  return count === 0 ? html`<span class="ac-soft">0</span>` : html`<strong>${count}</strong>`;
}
