import type { FlowsView, FlowView } from './assess-flows.ts';
import { flowStatusTitles } from './flow-status.ts';
import { destinationText } from './reading/flow-text.ts';
import { portsText } from './reading/ports.ts';
import { parisDate } from '../words/calendar.ts';
import { visible } from '../words/visible-text.ts';

const columns = ['id', 'zone', 'source', 'destination', 'ports', 'protocole', 'justification', 'statut', 'date', 'par', 'note'] as const;
type Cells = Readonly<Record<(typeof columns)[number], string>>;

/** The flows as CSV (RFC 4180 with `;`, as French spreadsheets expect), safe to open: no cell is a formula. The form reads it back. */
export function flowsCsv({ declared }: Pick<FlowsView, 'declared'>): string {
  const rows = declared.map(cellsOf).map((cells) => columns.map((column) => csvCell(cells[column])).join(';'));
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

/**
 * A cell that begins as a formula gets an apostrophe, which spreadsheets do not show ("CSV Injection", OWASP). Hidden characters go first: whoever
 * copies the table may lose them. Signs of other widths and heights (`＝`, `﹢`) count as the plain one, as spreadsheets take them.
 */
function csvCell(text: string): string {
  const line = visible(text).replace(/[\n\t]+/g, ' ');
  const safe = /^\s*['=+\-−@]/.test(line.normalize('NFKC')) ? `'${line}` : line;
  return /[";,]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
