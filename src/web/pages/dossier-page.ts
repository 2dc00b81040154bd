import type { Unread } from '../../portfolio/entry.ts';
import type { Stay } from '../../clocks/read-clocks.ts';
import type { Spent } from '../../clocks/spent.ts';
import { flowRows } from '../../portfolio/flow-rows.ts';
import type { ConditionSnapshot, Snapshot } from '../../portfolio/snapshot.ts';
import { technicalOf } from '../../portfolio/technical.ts';
import { turnTitles } from '../../portfolio/titles.ts';
import { capital, ownerName } from '../../render/conditions.ts';
import { counted } from '../../words/dates.ts';
import { dossierCampaigns } from './campaigns-part.ts';
import { dataTable } from './data-table.ts';
import { account, accounts, deadlineOf, meanwhile, phaseBadge, ratio, titleOf, waits, whatToDo } from './dossier-parts.ts';
import { flowColumns } from './flow-columns.ts';
import { historyLine } from './history-line.ts';
import { date, empty, html, type Html, outside, written } from './html.ts';
import { warning } from './layout.ts';
import { paged, pager } from './pager.ts';
import type { View } from './view.ts';

/** Of its flows and of its history, so many at a time. */
const size = 50;

/** The page of a dossier: what holds it, for how long, and what it went through. `path` is its own. */
export function dossierPage(snapshot: Snapshot, view: View, path: string): Html {
  const { title, hub, number, url, author } = snapshot;
  return html`<p class="ac-back"><a class="fr-link" href="/portefeuille"><span aria-hidden="true">←</span> Portefeuille</a></p>
<h1 class="fr-h3 ac-title">${titleOf(title)}</h1>
<p class="ac-meta">${phaseBadge(snapshot)} ${outside(url, { text: html`Le ticket ${hub}#${number} sur GitHub` })}, ouvert par ${account(author)}</p>
${now(snapshot, view)}
${gate(snapshot)}
${list('À relire', snapshot.rereads, ({ about, because }) => html`<strong>${written(about)}</strong> : ${written(because.join(' ; '))}`)}
${list('Questions sans réponse', snapshot.questions, ({ url: where, by, at }) => html`${outside(where, { text: account(by) })}, le ${date(at)}`)}
${clocks(snapshot)}
${technical(snapshot)}
${dossierCampaigns(snapshot, view.today)}
${flows(snapshot, view, path)}
${list('Dispenses qui finissent', snapshot.waivers, ({ about, until }) => html`${written(about)} : jusqu’au ${date(until)}`)}
${history(snapshot, view, path)}`;
}

/** The page of a dossier, or of a hub, that could not be read. */
export function unreadPage({ name, because }: Unread): Html {
  return html`<p class="ac-back"><a class="fr-link" href="/portefeuille"><span aria-hidden="true">←</span> Portefeuille</a></p>
<h1 class="fr-h3">${name}</h1>
${warning('Ce dossier n’a pas pu être lu', html`<p>Ce que l’on en savait n’est pas montré : ${because}.</p>`)}`;
}

function now(snapshot: Snapshot, { now: instant, today }: View): Html {
  const { clocks: told, prerequisites, steps, referents, reminders, lastActivity, mode } = snapshot;
  if (mode !== 'open')
    return html`<p class="ac-act">${mode === 'closed' ? 'Ce dossier est fermé : personne n’est attendu.' : 'Ce dossier n’est plus suivi : la Service Team a retiré son étiquette.'}</p>`;
  const beside = meanwhile(snapshot);
  return html`<div class="ac-act"><p class="ac-act__who">${whose(snapshot)}</p><p>${whatToDo(snapshot)}</p>${beside === '' ? empty : html`<p>${beside}</p>`}</div>
<dl class="ac-facts">
${fact('Attend depuis', told.turn === null ? '–' : waits(snapshot, instant))}
${fact('Échéance', snapshot.deadline === null ? 'non connue' : deadlineOf(snapshot, today))}
${fact('Référent', accounts(referents))}
${fact('Prérequis', html`${ratio(prerequisites.now.given, prerequisites.now.asked)}${prerequisites.invalid > 0 ? html` <br><span class="ac-soft">dont ${prerequisites.invalid} à corriger</span>` : empty}`)}
${fact('Étapes', ratio(steps.done, steps.total))}
${fact('Relances', String(reminders.count))}
${fact('Dernière activité', date(lastActivity))}
${fact('Exposition', snapshot.exposure.length === 0 ? 'non connue' : written(snapshot.exposure.join(', ')))}
${fact('Plateformes', snapshot.platforms.length === 0 ? 'aucune encore' : written(snapshot.platforms.join(', ')))}
</dl>`;
}

function whose({ asleep, paused, clocks: { turn } }: Snapshot): string {
  if (asleep) return 'En sommeil';
  if (paused) return 'Relances suspendues';
  if (turn === 'service-team') return 'À la Service Team d’agir';
  return turn === 'projet' ? 'À l’équipe projet d’agir' : 'Personne n’est attendu';
}

function fact(title: string, value: Html | string): Html {
  return html`<div><dt>${title}</dt><dd>${value}</dd></div>`;
}

function gate({ gate: next }: Snapshot): Html {
  if (next === null) return empty;
  const left = next.conditions.filter(({ met }) => !met).length;
  const state = left === 0 ? 'toutes remplies' : counted(left, 'manque', 'manquent');
  return html`<section class="ac-section" aria-labelledby="titre-conditions">
<h2 class="fr-h5" id="titre-conditions">Pour passer en « ${written(next.phase)} » <span class="ac-count">${state}</span></h2>
${next.skipped.map(({ phase, because }) => html`<p>La phase « ${written(phase)} » est sautée : ${written(because)}.</p>`)}
${next.conditions.length === 0 ? html`<p>Aucune condition : la Service Team peut y passer le dossier quand elle le souhaite.</p>` : html`<ul class="ac-conditions">${next.conditions.map(condition)}</ul>`}
</section>`;
}

function condition({ title, met, because, fix, who, details }: ConditionSnapshot): Html {
  return html`<li class="${met ? 'ac-met' : 'ac-unmet'}"><span class="fr-badge fr-badge--sm ${met ? 'fr-badge--success' : 'fr-badge--error'}">${met ? 'remplie' : 'à faire'}</span> <strong>${written(title)}</strong> : ${written(because)}.
${fix === null ? empty : html`<br>${capital(ownerName(who))} : ${written(fix)}.`}
${details.length === 0 ? empty : html`<ul>${details.slice(0, 60).map((detail) => html`<li>${written(detail)}</li>`)}</ul>`}</li>`;
}

function clocks({ clocks: { stays }, procedure }: Snapshot): Html {
  const title = ({ phase }: Stay) => procedure.phases.find(({ id }) => id === phase)?.title ?? phase;
  const spent = (turn: keyof Spent) => ({
    title: capital(turnTitles[turn]),
    cell: (stay: Stay) => stay.spent[turn],
    kind: 'number' as const,
  });
  const rows = stays.slice(-30);
  return html`<section class="ac-section" aria-labelledby="titre-temps">
<h2 class="fr-h5" id="titre-temps">Le temps, en jours ouvrés</h2>
${dataTable(
  'Jours ouvrés de chaque séjour dans une phase, par qui était attendu',
  [
    { title: 'Phase', cell: (stay) => written(title(stay)) },
    { title: 'Du', cell: ({ from }) => date(from) },
    { title: 'Au', cell: ({ to }) => (to === null ? 'en cours' : date(to)) },
    spent('projet'),
    spent('service-team'),
    spent('nobody'),
    spent('unknown'),
  ],
  rows,
)}
</section>`;
}

function technical(snapshot: Snapshot): Html {
  const { blocking, others, checked, unread, failing, stopped, synchronised, repositories } = technicalOf(snapshot);
  if (checked + unread + repositories === 0) return empty;
  const copies = [
    `${counted(synchronised, 'dépôt synchronisé', 'dépôts synchronisés')} sur ${repositories}`,
    ...(failing === 0 ? [] : [`${failing} en échec`]),
    ...(stopped === 0 ? [] : [counted(stopped, 'arrêté ou refusé', 'arrêtés ou refusés')]),
  ];
  return html`<section class="ac-section" aria-labelledby="titre-technique">
<h2 class="fr-h5" id="titre-technique">Technique</h2>
<ul>
<li>${counted(checked, 'dépôt vérifié', 'dépôts vérifiés')} : ${counted(blocking, 'constat bloquant', 'constats bloquants')}, ${counted(others, 'autre constat', 'autres constats')}</li>
${unread === 0 ? empty : html`<li>${counted(unread, 'dépôt non lu', 'dépôts non lus')} : l’application n’y est pas installée, ou ne l’a pas encore lu</li>`}
${repositories === 0 ? empty : html`<li>${copies.join(', ')}</li>`}
</ul></section>`;
}

function flows(snapshot: Snapshot, { today, query }: View, path: string): Html {
  if (snapshot.flows.length === 0) return empty;
  const page = paged(flowRows([{ ...snapshot, mode: 'open' }], today), query, { name: 'flux', size });
  const title = 'Flux';
  return html`<section class="ac-section" id="flux" aria-labelledby="titre-flux">
<h2 class="fr-h5" id="titre-flux">${title} <span class="ac-count">${counted(snapshot.flows.length, 'flux', 'flux')}</span></h2>
${dataTable('Les flux du dossier', flowColumns, page.rows)}
${pager(title, page, { path, query, anchor: 'flux' })}</section>`;
}

function history({ history: steps }: Snapshot, { query }: View, path: string): Html {
  const title = 'Histoire';
  const page = paged(steps.toReversed(), query, { name: 'histoire', size });
  return html`<section class="ac-section" id="histoire" aria-labelledby="titre-histoire">
<h2 class="fr-h5" id="titre-histoire">${title}</h2>
<ul class="ac-history">${page.rows.map((step) => html`<li>${date(step.at)} <span>${written(historyLine(step))}</span></li>`)}</ul>
${pager(title, page, { path, query, anchor: 'histoire' })}</section>`;
}

function list<Item>(title: string, items: readonly Item[], line: (item: Item) => Html): Html {
  if (items.length === 0) return empty;
  return html`<section class="ac-section"><h2 class="fr-h5">${title} <span class="ac-count">${items.length}</span></h2><ul>${items.slice(0, 60).map((item) => html`<li>${line(item)}</li>`)}</ul></section>`;
}
