import { flowStatuses, flowStatusTitles } from '../../flows/flow-status.ts';
import { ages, flowRowsCsv, flowsAskedFor, readFlowsAsked, zoneTitles } from '../../portfolio/flow-rows.ts';
import { counted } from '../../words/dates.ts';
import { dataTable } from './data-table.ts';
import { dossierFilters, filterForm, type Form } from './filter-form.ts';
import { flowColumnsWithDossier } from './flow-columns.ts';
import { address, empty, html, type Html } from './html.ts';
import { paged, pager } from './pager.ts';
import type { View } from './view.ts';

const path = '/flux';
const size = 100;
const others = ['page'];

/** The flows of all open dossiers: those that wait for the network team first, the oldest first. */
export function flowsPage({ snapshots, query, today }: View): Html {
  const asked = readFlowsAsked(query, snapshots, others);
  const all = flowsAskedFor(snapshots, { ...asked, status: null }, today);
  const rows = asked.status === null ? all : all.filter(({ flow }) => flow.status === asked.status);
  const dossiers = dossierFilters(asked, snapshots);
  const page = paged(rows, query, { name: 'page', size });
  const counts = flowStatuses.flatMap((status) => {
    const count = all.filter(({ flow }) => flow.status === status).length;
    return count === 0 ? [] : [{ status, count }];
  });
  return html`<h1 class="fr-h3">Flux</h1>
<ul class="ac-headline" aria-label="Par état">${counts.map(({ status, count }) => html`<li class="ac-figure"><span class="ac-figure__value">${count}</span> <span class="ac-figure__what"><a href="${address(path, query, { etat: status, page: null })}">${flowStatusTitles[status]}</a></span></li>`)}</ul>
${filterForm({ path, query, choices: [...choices, ...dossiers.choices], active: [...active(query), ...dossiers.active], unknown: asked.unknown, stays: null })}
<section class="ac-section" id="liste" aria-labelledby="titre-liste">
<h2 class="fr-h5" id="titre-liste">${dossiers.active.length === 0 && asked.text === '' ? 'Tous les dossiers ouverts' : 'Les dossiers ouverts qui y répondent'} <span class="ac-count">${counted(rows.length, 'flux', 'flux')}</span></h2>
${rows.length === 0 ? html`<p>Aucun flux.</p>` : html`<p><a class="fr-link fr-link--download" href="${address('/flux.csv', query, { page: null })}">Ces flux en CSV, pour l’équipe réseau <span class="fr-link__detail">CSV – ${counted(rows.length, 'ligne', 'lignes')}</span></a></p>${dataTable('Les flux, par état puis du plus ancien au plus récent', flowColumnsWithDossier, page.rows)}`}
${pager('Flux', page, { path, query, anchor: 'liste' })}
</section>${empty}`;
}

/** The same flows, all of them, as a CSV. */
export function flowsCsv({ snapshots, query, today }: View): string {
  return flowRowsCsv(flowsAskedFor(snapshots, readFlowsAsked(query, snapshots, others), today));
}

const choices: Form['choices'] = [
  { name: 'etat', title: 'État', any: 'tous', options: flowStatuses.map((value) => ({ value, title: flowStatusTitles[value] })) },
  { name: 'zone', title: 'Zone', any: 'toutes', options: Object.entries(zoneTitles).map(([value, title]) => ({ value, title })) },
  { name: 'age', title: 'Âge', any: 'tous', options: ages.map((age) => ({ value: String(age), title: `${age} jours ou plus` })) },
];

function active(query: URLSearchParams): Form['active'] {
  return choices.flatMap(({ name, title, options }) => {
    const option = options.find(({ value }) => value === query.get(name));
    return option === undefined ? [] : [{ name, title: `${title} : ${option.title}` }];
  });
}
