import { type FlowStatus, flowStatuses, flowStatusTitles } from '../flows/flow-status.ts';
import { type Zone } from '../flows/reading/flow.ts';
import { portsText } from '../flows/reading/ports.ts';
import { parisDate } from '../words/calendar.ts';
import { csvLine } from '../words/csv.ts';
import { bears } from './filters.ts';
import type { FlowSnapshot, Snapshot } from './snapshot.ts';

/** A flow with its dossier, and since how many days (of the calendar) it stands as it does; null where nobody touched it. */
export interface FlowRow {
  readonly snapshot: Snapshot;
  readonly flow: FlowSnapshot;
  readonly days: number | null;
}

/** What is asked of the flows; null for any. */
export interface FlowsAsked {
  readonly status: FlowStatus | null;
  readonly zone: Zone | null;
  /** Days of the calendar that it stands as it does, at the least. */
  readonly days: number | null;
  /** Words that a flow or its dossier must bear; empty for any. */
  readonly text: string;
  /** What is no filter, or no choice of one, as it was written. */
  readonly unknown: readonly string[];
}

/** As people read them. */
export const zoneTitles: Readonly<Record<Zone, string>> = { mi: 'ministère (MI, RIE)', internet: 'Internet' };

/** In days: what may be asked as an age. */
export const ages = [7, 15, 30, 60, 90] as const;

/** Those that the team waits for come first: the network team was asked, or is to be. */
const order: readonly FlowStatus[] = ['demande', 'a-demander', 'echec', 'refuse', 'ouvert', 'teste', 'sans-objet', 'ferme'];

/** Every flow of dossiers that are open: those that wait for the network team first, then the oldest. `today` is `AAAA-MM-JJ`. */
export function flowRows(snapshots: readonly Snapshot[], today: string): readonly FlowRow[] {
  const rank = ({ flow }: FlowRow) => order.indexOf(flow.status);
  return snapshots
    .filter(({ mode }) => mode === 'open')
    .flatMap((snapshot) => snapshot.flows.map((flow): FlowRow => ({ snapshot, flow, days: daysSince(flow.since, today) })))
    .toSorted((one, other) => rank(one) - rank(other) || (other.days ?? -1) - (one.days ?? -1));
}

/** Those that the network team was asked for, the oldest first. */
export function askedFlows(snapshots: readonly Snapshot[], today: string): readonly FlowRow[] {
  return flowRows(snapshots, today).filter(({ flow }) => flow.status === 'demande');
}

/** Reads what an address asks of the flows, besides the other parameters of its page. An empty value asks for nothing. */
export function readFlowsAsked(query: URLSearchParams, others: readonly string[]): FlowsAsked {
  const read = {
    etat: flowStatuses.find((status) => status === query.get('etat')) ?? null,
    zone: (['mi', 'internet'] as const).find((zone) => zone === query.get('zone')) ?? null,
    age: ages.find((age) => String(age) === query.get('age')) ?? null,
  };
  const chosen = Object.entries(read).map(([name, value]) => `${name}=${value}`);
  const isKnown = (name: string, value: string) =>
    value === '' || name === 'q' || others.includes(name) || chosen.includes(`${name}=${value}`);
  return {
    status: read.etat,
    zone: read.zone,
    days: read.age,
    text: (query.get('q') ?? '').trim().slice(0, 200),
    unknown: [...query].flatMap(([name, value]) => (isKnown(name, value) ? [] : [`${name}=${value}`])),
  };
}

/** The flows that answer to everything that was asked. */
export function flowsAskedFor(rows: readonly FlowRow[], { status, zone, days, text }: FlowsAsked): readonly FlowRow[] {
  return rows.filter(
    (row) =>
      (status === null || row.flow.status === status) &&
      (zone === null || row.flow.zone === zone) &&
      (days === null || (row.days !== null && row.days >= days)) &&
      (text === '' || bears(textOf(row), text)),
  );
}

/** The flows as one CSV for the network team, which a French spreadsheet opens by a double click: no cell is a formula. */
export function flowRowsCsv(rows: readonly FlowRow[]): string {
  const lines = rows.map((row) => Object.values(columns).map((column) => column(row)));
  return `\u{FEFF}${[Object.keys(columns), ...lines].map(csvLine).join('\n')}\n`;
}

const columns: Readonly<Record<string, (row: FlowRow) => string>> = {
  flux: ({ flow }) => flow.id,
  dossier: ({ snapshot: { hub, number } }) => `${hub}#${number}`,
  titre: ({ snapshot }) => snapshot.title,
  zone: ({ flow }) => flow.zone,
  source: ({ flow }) => flow.source ?? '',
  destination: ({ flow }) => flow.destination,
  protocole: ({ flow }) => flow.protocol,
  ports: ({ flow }) => portsText(flow.ports),
  état: ({ flow }) => flowStatusTitles[flow.status],
  depuis: ({ flow }) => (flow.since === null ? '' : parisDate(flow.since)),
  jours: ({ days }) => (days === null ? '' : String(days)),
  référence: ({ flow }) => flow.note ?? '',
  lien: ({ snapshot }) => snapshot.url,
};

function textOf({ snapshot, flow }: FlowRow): string {
  return [
    flow.id,
    flow.source,
    flow.destination,
    flow.note,
    portsText(flow.ports),
    snapshot.title,
    `${snapshot.hub}#${snapshot.number}`,
  ].join(' ');
}

const DAY_MS = 24 * 60 * 60 * 1000;

function daysSince(instant: string | null, today: string): number | null {
  return instant === null ? null : Math.max(0, (Date.parse(today) - Date.parse(parisDate(instant))) / DAY_MS);
}
