import { type FlowStatus, flowStatuses, flowStatusTitles } from '../flows/flow-status.ts';
import { type Zone } from '../flows/reading/flow.ts';
import { portsText } from '../flows/reading/ports.ts';
import { parisDate } from '../words/calendar.ts';
import { csvLine } from '../words/csv.ts';
import { type Asked, bears, filtered, readFilters, textOf } from './filters.ts';
import type { FlowSnapshot, Snapshot } from './snapshot.ts';

/** A flow with its dossier, and since how many days (of the calendar) it stands as it does; null where nobody touched it. */
export interface FlowRow {
  readonly snapshot: Snapshot;
  readonly flow: FlowSnapshot;
  readonly days: number | null;
}

/** What is asked of the flows, and of their dossiers; null for any. The words may be those of a flow or of its dossier. */
export interface FlowsAsked extends Asked {
  readonly status: FlowStatus | null;
  readonly zone: Zone | null;
  /** Days of the calendar that it stands as it does, at the least. */
  readonly days: number | null;
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

/** Reads what an address asks of the flows of some dossiers, besides the other parameters of its page. An empty value asks for nothing. */
export function readFlowsAsked(query: URLSearchParams, snapshots: readonly Snapshot[], others: readonly string[]): FlowsAsked {
  const read = {
    etat: flowStatuses.find((status) => status === query.get('etat')) ?? null,
    zone: (['mi', 'internet'] as const).find((zone) => zone === query.get('zone')) ?? null,
    age: ages.find((age) => String(age) === query.get('age')) ?? null,
  };
  const isUnknown = (name: string, value: string) => Object.entries(read).some(([own, taken]) => name === own && value !== String(taken));
  const asked = readFilters(query, snapshots, [...others, ...Object.keys(read)]);
  const unknown = [...query].flatMap(([name, value]) => (value !== '' && isUnknown(name, value) ? [`${name}=${value}`] : []));
  return { ...asked, status: read.etat, zone: read.zone, days: read.age, unknown: [...asked.unknown, ...unknown] };
}

/** The flows of open dossiers that answer to everything that was asked, in the order of `flowRows`. `today` is `AAAA-MM-JJ`. */
export function flowsAskedFor(snapshots: readonly Snapshot[], asked: FlowsAsked, today: string): readonly FlowRow[] {
  const { status, zone, days, text } = asked;
  return flowRows(filtered(snapshots, { ...asked, text: '' }, today), today).filter(
    (row) =>
      (status === null || row.flow.status === status) &&
      (zone === null || row.flow.zone === zone) &&
      (days === null || (row.days !== null && row.days >= days)) &&
      (text === '' || bears(wordsOf(row), text)),
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

function wordsOf({ snapshot, flow }: FlowRow): string {
  return [flow.id, flow.source, flow.destination, flow.note, portsText(flow.ports), textOf(snapshot)].join(' ');
}

const DAY_MS = 24 * 60 * 60 * 1000;

function daysSince(instant: string | null, today: string): number | null {
  return instant === null ? null : Math.max(0, (Date.parse(today) - Date.parse(parisDate(instant))) / DAY_MS);
}
