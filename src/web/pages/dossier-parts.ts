import { html } from 'hono/html';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { daysBefore } from '../../words/calendar.ts';
import { counted } from '../../words/dates.ts';
import { plainText } from '../../words/markdown.ts';
import { workingDaysBetween } from '../../words/working-days.ts';
import { capital } from '../../render/conditions.ts';
import { nextStep } from '../../render/next-step.ts';
import { date, empty, type Html, written } from './html.ts';

/** The path of the page of a dossier. */
export function dossierPath({ hub, number }: Pick<Snapshot, 'hub' | 'number'>): string {
  return `/dossiers/${hub.split('/').map(encodeURIComponent).join('/')}/${number}`;
}

/** The title of a dossier, which leads to its page, and its name, which leads to GitHub. */
export function dossierName(snapshot: Snapshot): Html {
  const { title, hub, number, url } = snapshot;
  return html`<a class="ac-name" href="${dossierPath(snapshot)}">${written(title === '' ? '(sans titre)' : title)}</a> <a class="ac-issue" href="${url}" rel="noreferrer" title="Le ticket ${hub}#${number} sur GitHub">${hub}#${number}</a>`;
}

/** How many working days its turn has lasted, and since when. */
export function waits({ clocks, procedure }: Snapshot, now: string): Html {
  if (clocks.since === null) return html`non connu`;
  const days = workingDaysBetween(clocks.since, now, procedure.calendar);
  return html`<strong>${counted(days, 'jour ouvré', 'jours ouvrés')}</strong><br><span class="ac-soft">depuis le ${date(clocks.since)}</span>`;
}

/** The phase as a badge. */
export function phaseBadge({ phase }: Snapshot): Html {
  return html`<span class="fr-badge fr-badge--sm fr-badge--no-icon ac-phase">${phase.title}</span>`;
}

/** The sentence of the status, without the words that its place in the page says already. */
export function whatToDo({ next }: Snapshot): string {
  const sentence = nextStep(next);
  if (sentence === null) return '';
  const text = plainText(sentence).replace(/^(?:À la Service Team d’agir|À vous de jouer, équipe projet[^:]*?)\u00a0: /, '');
  return capital(text);
}

/** Accounts of GitHub. */
export function accounts(logins: readonly string[]): Html {
  return logins.length === 0 ? html`<span class="ac-soft">personne</span>` : html`${logins.map((login) => `@${login}`).join(', ')}`;
}

/** The next date of the schedule, marked where it is near. */
export function deadlineOf({ deadline }: Snapshot, today: string): Html {
  if (deadline === null) return empty;
  const near = daysBefore(deadline.day, 30) <= today;
  const label = deadline.label === null ? empty : html`<br><span class="ac-soft">${written(deadline.label)}</span>`;
  return near
    ? html`<span class="ac-near">${date(deadline.day)}<span class="fr-sr-only"> (dans moins de 30 jours)</span></span>${label}`
    : html`${date(deadline.day)}${label}`;
}

/** « 21 / 27 ». */
export function ratio(done: number, all: number): string {
  return `${done} / ${all}`;
}

/** A count in a table that is looked through for what is not zero. */
export function found(count: number): Html {
  return count === 0 ? html`<span class="ac-soft">0</span>` : html`<strong>${count}</strong>`;
}
