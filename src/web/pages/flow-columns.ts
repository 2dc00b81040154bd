import { type FlowStatus, flowStatusTitles } from '../../flows/flow-status.ts';
import { portsText } from '../../flows/reading/ports.ts';
import { type FlowRow, zoneTitles } from '../../portfolio/flow-rows.ts';
import { age } from '../../render/clocks.ts';
import type { Column } from './data-table.ts';
import { dossierName } from './dossier-parts.ts';
import { date, empty, html, type Html, written } from './html.ts';

/** A flow as a table shows it. */
export const flowColumns: readonly Column<FlowRow>[] = [
  { title: 'Flux', cell: ({ flow }) => html`<code>${written(flow.id)}</code>` },
  {
    title: 'État',
    cell: ({ flow }) =>
      html`<span class="fr-badge fr-badge--sm fr-badge--no-icon ${looks[flow.status]}">${flowStatusTitles[flow.status]}</span>`,
  },
  { title: 'Depuis', cell: since },
  { title: 'Zone', cell: ({ flow }) => zoneTitles[flow.zone] },
  {
    title: 'Destination',
    cell: ({ flow }) =>
      html`<span class="ac-host">${written(flow.destination)}</span>${flow.source === null ? empty : html` <br><span class="ac-soft">depuis ${written(flow.source)}</span>`}`,
  },
  { title: 'Ports', cell: ({ flow }) => written(`${portsText(flow.ports)} ${flow.protocol}`.trim()) },
  { title: 'Référence', cell: ({ flow }) => (flow.note === null ? empty : written(flow.note)) },
];

/** The same, of several dossiers. */
export const flowColumnsWithDossier: readonly Column<FlowRow>[] = [
  ...flowColumns.slice(0, 3),
  { title: 'Dossier', cell: ({ snapshot }) => dossierName(snapshot) },
  ...flowColumns.slice(3),
];

const looks: Readonly<Record<FlowStatus, string>> = {
  'a-demander': 'fr-badge--warning',
  demande: 'fr-badge--info',
  ouvert: 'fr-badge--new',
  teste: 'fr-badge--success',
  echec: 'fr-badge--error',
  refuse: 'fr-badge--error',
  'sans-objet': '',
  ferme: '',
};

function since({ flow, days }: FlowRow): Html {
  if (flow.since === null || days === null) return empty;
  return html`<strong>${age(days)}</strong> <br><span class="ac-soft">${date(flow.since)}</span>`;
}
