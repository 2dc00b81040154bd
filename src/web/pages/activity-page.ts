import { activityFrom, type Happened, type Happening, happenings, happeningTitles, lastTuesday } from '../../portfolio/activity.ts';
import { asQuery, filtered, readFilters } from '../../portfolio/filters.ts';
import { endingWaivers, openQuestions } from '../../portfolio/left-open.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { isDate } from '../../words/calendar.ts';
import { counted, formatDate } from '../../words/dates.ts';
import { account, dossierName } from './dossier-parts.ts';
import { dossierFilters, filterForm } from './filter-form.ts';
import { historyLine } from './history-line.ts';
import { date, empty, html, type Html, outside, written } from './html.ts';
import { warning } from './layout.ts';
import { paged, pager } from './pager.ts';
import { section } from './section.ts';
import type { View } from './view.ts';

const path = '/activite';
const size = 40;
const others: readonly string[] = ['depuis', ...happenings];

/** What happened since last Tuesday, or since the day that the address asks for; the questions without an answer, and what ends soon. */
export function activityPage({ snapshots, query, today }: View): Html {
  const since = query.get('depuis') ?? '';
  const day = isDate(since) && since <= today ? since : lastTuesday(today);
  const asked = readFilters(query, snapshots, others);
  const kept = filtered(snapshots, asked, today);
  const activity = activityFrom(kept, day);
  return html`<h1 class="fr-h3">Depuis ${day === lastTuesday(today) ? 'mardi dernier, ' : ''}le ${date(day)}</h1>
<form class="ac-since" method="get" action="${path}">${[...asQuery(asked)].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<div class="fr-input-group"><label class="fr-label" for="depuis">Depuis le</label><input class="fr-input" type="date" id="depuis" name="depuis" value="${day}" max="${today}" required></div><button class="fr-btn" type="submit">Montrer</button></form>
${since === '' || since === day ? empty : warning('Jour inconnu', html`<p>« ${written(since.slice(0, 40))} » n’est pas un jour passé (AAAA-MM-JJ). La page montre ce qui s’est passé depuis le ${formatDate(day)}.</p>`)}
${filterForm({ path, query, stays: 'depuis', ...dossierFilters(asked, snapshots) })}
${activity.length === 0 ? html`<p>Rien n’a changé.</p>` : happenings.map((what) => group(what, activity, query))}
${questions(kept)}
${waivers(kept, today)}`;
}

function group(what: Happening, activity: readonly Happened[], query: URLSearchParams): Html {
  const happened = activity.filter((one) => one.what === what);
  if (happened.length === 0) return empty;
  const page = paged(happened, query, { name: what, size });
  return section(
    { id: what, title: happeningTitles[what], count: String(happened.length) },
    html`<ul class="ac-activity">${page.rows.map(line)}</ul>${pager(happeningTitles[what], page, { path, query, anchor: what })}`,
  );
}

function line({ snapshot, step }: Happened): Html {
  return html`<li>${date(step.at)} ${dossierName(snapshot)}<br><span>${written(historyLine(step))}</span></li>`;
}

function questions(snapshots: readonly Snapshot[]): Html {
  const asked = openQuestions(snapshots);
  if (asked.length === 0) return empty;
  return section(
    { id: 'questions', title: 'Questions sans réponse, la plus ancienne d’abord', count: String(asked.length) },
    html`<ul class="ac-activity">${asked.slice(0, size).map(({ snapshot, question }) => html`<li>${date(question.at)} ${dossierName(snapshot)}<br>${outside(question.url, { text: html`La question de ${account(question.by)}` })}</li>`)}</ul>${rest(asked.length)}`,
  );
}

function waivers(snapshots: readonly Snapshot[], today: string): Html {
  const ending = endingWaivers(snapshots, today);
  if (ending.length === 0) return empty;
  return section(
    { id: 'dispenses', title: 'Dispenses qui finissent dans le mois', count: String(ending.length) },
    html`<ul class="ac-activity">${ending.slice(0, size).map(({ snapshot, waiver }) => html`<li>${date(waiver.until)} ${dossierName(snapshot)}<br><span>${written(waiver.about)}</span></li>`)}</ul>${rest(ending.length)}`,
  );
}

function rest(count: number): Html {
  return count <= size ? empty : html`<p>… et ${counted(count - size, 'autre', 'autres')}, sur la page de leur dossier.</p>`;
}
