import type { FlowsView, FlowView } from './assess-flows.ts';
import { flowStatusTitles } from './flow-status.ts';
import { destinationText } from './reading/flow-text.ts';
import { portsText } from './reading/ports.ts';
import { parisDate } from '../words/calendar.ts';
import { csvLine } from '../words/csv.ts';

const columns = ['id', 'zone', 'source', 'destination', 'ports', 'protocole', 'justification', 'statut', 'date', 'par', 'note'] as const;
type Cells = Readonly<Record<(typeof columns)[number], string>>;

/** The flows as CSV (RFC 4180 with `;`, as French spreadsheets expect), safe to open: no cell is a formula. The form reads it back. */
export function flowsCsv({ declared }: Pick<FlowsView, 'declared'>): string {
  const rows = declared.map(cellsOf).map((cells) => csvLine(columns.map((column) => cells[column])));
  return [columns.join(';'), ...rows].join('\n');
}

/** The flows as JSON, one a line. */
export function flowsJson({ declared }: Pick<FlowsView, 'declared'>): string {
  const rows = declared.map((view) => `  ${JSON.stringify({ ...cellsOf(view), ports: view.flow.ports })}`);
  return `[\n${rows.join(',\n')}\n]`;
}

function cellsOf({ flow, status, steps, waiver }: FlowView): Cells {
  const last = steps.at(-1);
  return {
    id: flow.id,
    zone: flow.zone,
    source: flow.source ?? '',
    destination: destinationText(flow),
    ports: portsText(flow.ports),
    protocole: flow.protocol,
    justification: flow.justification ?? '',
    statut: waiver === null ? flowStatusTitles[status] : 'sans objet par décision',
    date: dayOf(waiver ?? last),
    par: (waiver ?? last)?.by ?? '',
    note: waiver?.reason ?? last?.note ?? '',
  };
}

/** The day of a step, in the time zone of the table. */
function dayOf(step: { readonly at: string } | null | undefined): string {
  return step === null || step === undefined ? '' : parisDate(step.at);
}
