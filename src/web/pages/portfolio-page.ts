import { campaignsOf } from '../../portfolio/dashboard.ts';
import type { Unread } from '../../portfolio/entry.ts';
import { figuresOf, isOpen } from '../../portfolio/figures.ts';
import { filtered, readFilters } from '../../portfolio/filters.ts';
import type { Snapshot } from '../../portfolio/snapshot.ts';
import { oldestFirst, type Sort, sorted, sortNamed } from '../../portfolio/sorts.ts';
import { isTroubled, technicalOf } from '../../portfolio/technical.ts';
import { modeTitles } from '../../portfolio/titles.ts';
import { counted } from '../../words/dates.ts';
import { campaignsPart } from './campaigns-part.ts';
import { type Column, dataTable } from './data-table.ts';
import { accounts, deadlineOf, dossierAndQuestions, dossierName, found, phaseBadge, ratio, waits, whatToDo } from './dossier-parts.ts';
import { charts, headline } from './figures-part.ts';
import { dossierFilters, filterForm } from './filter-form.ts';
import { address, date, empty, html, type Html } from './html.ts';
import { warning } from './layout.ts';
import { paged, pager } from './pager.ts';
import type { View } from './view.ts';

const path = '/portefeuille';

/** Of each list, so many rows at a time: all of them together stay a light page. */
const size = 40;

/** The parameters of the page that are no filters. */
const others = ['tri', 'nous', 'projet', 'personne', 'technique', 'finis'];

/** The portfolio: who must act and for how long, what is wrong, and what it comes to. */
export function portfolioPage(view: View): Html {
  const { snapshots, query, today, now } = view;
  const asked = readFilters(query, snapshots, others);
  const sort = sortNamed(query.get('tri') ?? '') ?? oldestFirst;
  const kept = sorted(filtered(snapshots, asked, today), sort);
  const figures = figuresOf(kept, now);
  const open = kept.filter(isOpen);
  const turnOf = (turn: string) => open.filter(({ clocks }) => (clocks.turn ?? 'nobody') === turn);
  const nobody = open.filter(({ clocks: { turn } }) => turn !== 'service-team' && turn !== 'projet');
  const list = (told: Pick<Section, 'title' | 'name' | 'rows' | 'columns' | 'nothing'>) => section({ ...told, view, sort });
  return html`<h1 class="fr-h3">Portefeuille</h1>
${snapshots.length === 0 && view.unread.length === 0 ? nothingToShow : empty}
${unreadNotice(view.unread)}
${headline(figures, { kept, asked, view })}
${filterForm({ path, query, stays: 'tri', ...dossierFilters(asked, snapshots) })}
${list({ title: 'À nous, le plus ancien d’abord', name: 'nous', rows: turnOf('service-team'), columns: ours, nothing: 'Aucun dossier n’attend la Service Team.' })}
${list({ title: 'Au projet', name: 'projet', rows: turnOf('projet'), columns: theirs, nothing: 'Aucun dossier n’attend son équipe projet.' })}
${list({ title: 'Sans personne d’attendu', name: 'personne', rows: nobody, columns: nobodys, nothing: null })}
${list({ title: 'Technique', name: 'technique', rows: open.filter(isTroubled), columns: technical, nothing: 'Ni constat bloquant, ni dépôt non lu, ni synchronisation à reprendre.' })}
${campaignsPart(campaignsOf(kept), today)}
${charts(figures, { query, path: '/graphiques' })}
${list({ title: 'Terminés', name: 'finis', rows: kept.filter((snapshot) => !isOpen(snapshot)), columns: ended, nothing: null })}`;
}

const nothingToShow = html`<p class="fr-text--lead">Aucun dossier à vous montrer pour l’instant.</p>
<p>Chaque équipe projet voit ici ses propres dossiers, et la Service Team ceux de tous les projets. Un dossier paraît dès que l’application l’a lu.</p>`;

interface Section {
  readonly title: string;
  /** Of the parameter of its pages, and of its anchor. */
  readonly name: string;
  readonly rows: readonly Snapshot[];
  readonly columns: Columns;
  /** What is said where no dossier is in it; null to leave the section out. */
  readonly nothing: string | null;
  readonly view: View;
  readonly sort: Sort;
}

/** What the columns of a section show, once it is known in which page. */
type Columns = (view: View, by: (name: string) => NonNullable<Column<Snapshot>['sort']>) => readonly Column<Snapshot>[];

function section({ title, name, rows, columns, nothing, view, sort }: Section): Html {
  const { query } = view;
  if (rows.length === 0 && nothing === null) return empty;
  const page = paged(rows, query, { name, size });
  const by = (order: string) => ({ href: `${address(path, query, { tri: order, [name]: null })}#${name}`, current: sort.name === order });
  return html`<section id="${name}" class="ac-section" aria-labelledby="titre-${name}">
<h2 class="fr-h5" id="titre-${name}">${title} <span class="ac-count">${counted(rows.length, 'dossier', 'dossiers')}</span></h2>
${rows.length === 0 ? html`<p>${nothing}</p>` : dataTable(title, columns(view, by), page.rows)}
${pager(title, page, { path, query, anchor: name })}
</section>`;
}

const ours: Columns = ({ now, today }, by) => [
  { title: 'Dossier', cell: dossierAndQuestions, sort: by('dossier') },
  { title: 'Attend depuis', cell: (snapshot) => waits(snapshot, now), sort: by('attente') },
  { title: 'À faire', cell: whatToDo, kind: 'text' },
  { title: 'Phase', cell: phaseBadge, sort: by('phase') },
  { title: 'Référent', cell: ({ referents }) => accounts(referents) },
  { title: 'Échéance', cell: (snapshot) => deadlineOf(snapshot, today), sort: by('echeance') },
];

const theirs: Columns = ({ now, today }, by) => [
  { title: 'Dossier', cell: dossierAndQuestions, sort: by('dossier') },
  { title: 'Attend depuis', cell: (snapshot) => waits(snapshot, now), sort: by('attente') },
  { title: 'Phase', cell: phaseBadge, sort: by('phase') },
  { title: 'Dernière activité', cell: ({ lastActivity }) => date(lastActivity), sort: by('activite') },
  { title: 'Relances', cell: ({ reminders }) => reminders.count, kind: 'number' },
  { title: 'Prérequis', cell: ({ prerequisites: { now: due } }) => ratio(due.given, due.asked), kind: 'number' },
  { title: 'Étapes', cell: ({ steps }) => ratio(steps.done, steps.total), kind: 'number' },
  { title: 'Échéance', cell: (snapshot) => deadlineOf(snapshot, today), sort: by('echeance') },
];

const nobodys: Columns = ({ today }, by) => [
  { title: 'Dossier', cell: dossierAndQuestions, sort: by('dossier') },
  { title: 'Pourquoi', cell: whyNobody },
  { title: 'Phase', cell: phaseBadge, sort: by('phase') },
  { title: 'Dernière activité', cell: ({ lastActivity }) => date(lastActivity), sort: by('activite') },
  { title: 'Échéance', cell: (snapshot) => deadlineOf(snapshot, today), sort: by('echeance') },
];

const technical: Columns = (_, by) => [
  { title: 'Dossier', cell: dossierName, sort: by('dossier') },
  { title: 'Phase', cell: phaseBadge, sort: by('phase') },
  { title: 'Constats bloquants', cell: (snapshot) => found(technicalOf(snapshot).blocking), kind: 'number' },
  { title: 'Dépôts non lus', cell: (snapshot) => found(technicalOf(snapshot).unread), kind: 'number' },
  { title: 'Synchronisations en échec', cell: (snapshot) => found(technicalOf(snapshot).failing), kind: 'number' },
  { title: 'Arrêtées ou refusées', cell: (snapshot) => found(technicalOf(snapshot).stopped), kind: 'number' },
  { title: 'Synchronisés', cell: (snapshot) => technicalOf(snapshot).synchronised, kind: 'number' },
];

const ended: Columns = (_, by) => [
  { title: 'Dossier', cell: dossierName, sort: by('dossier') },
  { title: 'Phase', cell: phaseBadge, sort: by('phase') },
  { title: 'Depuis', cell: ({ phase }) => date(phase.since) },
  { title: 'État', cell: ({ mode }) => modeTitles[mode] },
  { title: 'Dernière activité', cell: ({ lastActivity }) => date(lastActivity), sort: by('activite') },
];

function whyNobody({ asleep, paused, clocks }: Snapshot): string {
  if (asleep) return 'en sommeil : sans nouvelle malgré les relances';
  if (paused) return 'relances suspendues';
  return clocks.turn === 'unknown' ? 'pas encore connu' : 'dernière phase';
}

function unreadNotice(unread: readonly Unread[]): Html {
  if (unread.length === 0) return empty;
  return warning(
    `${counted(unread.length, 'lecture a échoué', 'lectures ont échoué')} : le portefeuille n’est pas complet`,
    html`<ul>${unread.slice(0, 20).map(({ name, because }) => html`<li><strong>${name}</strong> : ${because}.</li>`)}</ul>${unread.length > 20 ? html`<p>… et ${unread.length - 20} de plus.</p>` : empty}`,
  );
}
