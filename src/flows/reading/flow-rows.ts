import { normaliseText } from '../../form/normalise-label.ts';
import { splitLines } from '../../markdown/split-lines.ts';
import { csvRecord } from './csv-record.ts';

/** What a column of a table of flows holds. */
export type Column = 'destination' | 'mask' | 'ports' | 'protocol' | 'service' | 'source' | 'justification' | 'other';

/** A row of a table, by column; several columns of one kind are joined. */
export interface FlowRow {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly cells: Partial<Readonly<Record<Column, string>>>;
}

/** The rows of the tables of an answer, and what is left of it, its line numbers kept. */
export interface Tables {
  readonly rows: readonly FlowRow[];
  readonly rest: string;
}

const names: readonly (readonly [Column, RegExp])[] = [
  ['source', /^(?:sources?|src|origines?|environnements?|env|depuis|emetteur|appelant|composant source|ip source)\b/],
  ['destination', /^(?:destinations?|dest|dst|hotes?|hosts?|hostname|fqdn|cibles?|urls?|adresses?|ip|serveurs?|nom dns|dns|nom|machine)\b/],
  ['mask', /^(?:masques?|mask|netmask|cidr)\b/],
  ['ports', /^ports?\b/],
  ['protocol', /^(?:proto|protocoles?|transport|tcp)\b/],
  ['service', /^(?:services?|applicatif)\b/],
  [
    'justification',
    /^(?:justif\w*|usages?|raisons?|objets?|motifs?|descr\w*|commentaires?|besoins?|finalites?|composants?|roles?|libelles?|nature|utilisation|flux)\b/,
  ],
  ['other', /^(?:zone|sens|type|statut|etat|id|n|no|numero|date|par|note|reference|ref|ticket|responsable|contact)\b/],
];

/** Takes the Markdown tables and the CSV (`;`, `,` or tab) with column titles out of an answer. */
export function takeTables(text: string): Tables {
  const lines = splitLines(text);
  const kept = [...lines];
  const rows: FlowRow[] = [];
  for (let index = 0; index < lines.length; index++) {
    const table = tableAt(lines, index);
    if (table === null) continue;
    const columns = table.header.map(columnOf);
    for (let at = index; at < table.end; at++) kept[at] = '';
    for (const { at, cells } of table.rows) rows.push({ line: at + 1, text: (lines[at] ?? '').trim(), cells: byColumn(columns, cells) });
    index = table.end - 1;
  }
  return { rows: rows.filter(({ cells }) => Object.values(cells).some((cell) => /[\p{L}\p{N}]/u.test(cell))), rest: kept.join('\n') };
}

/** A line of titles that is longer than this is none. */
const LONGEST_HEADER = 1000;

interface Table {
  readonly header: readonly string[];
  /** `at` is the index of the line where the row begins. */
  readonly rows: readonly { readonly at: number; readonly cells: readonly string[] }[];
  /** Index of the line behind the last row. */
  readonly end: number;
}

function tableAt(lines: readonly string[], index: number): Table | null {
  const line = lines[index] ?? '';
  const rule = lines[index + 1] ?? '';
  if (line.includes('|') && rule.includes('-') && rule.includes('|') && /^[\s|:-]+$/.test(rule) && isHeader(pipeCells(line))) {
    const length = lines.slice(index + 2).findIndex((row) => !row.includes('|'));
    const end = length === -1 ? lines.length : index + 2 + length;
    const rows = lines.slice(index + 2, end).map((row, offset) => ({ at: index + 2 + offset, cells: pipeCells(row) }));
    return { header: pipeCells(line), rows, end };
  }
  if (line.length > LONGEST_HEADER) return null;
  const delimiter = ['\t', ';', ','].find(
    (candidate) => line.includes(candidate) && isHeader(csvRecord(lines, index, candidate).cells.map(oneLine)),
  );
  return delimiter === undefined ? null : csvTable(lines, index, delimiter);
}

function csvTable(lines: readonly string[], index: number, delimiter: string): Table {
  const header = csvRecord(lines, index, delimiter);
  const rows: Table['rows'][number][] = [];
  let at = index + header.lines;
  while (at < lines.length) {
    const record = csvRecord(lines, at, delimiter);
    if (record.cells.length < 2) break;
    rows.push({ at, cells: record.cells });
    at += record.lines;
  }
  return { header: header.cells.map(oneLine), rows, end: at };
}

function oneLine(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim();
}

/** Titles of columns: at least two cells, most of them known, one of them a destination. */
function isHeader(cells: readonly string[]): boolean {
  const known = cells.filter((cell) => names.some(([, pattern]) => pattern.test(normaliseText(cell.slice(0, 60)))));
  return (
    cells.length >= 2 &&
    known.length * 2 > cells.length &&
    cells.every((cell) => cell.length <= 60) &&
    cells.some((cell) => columnOf(cell) === 'destination')
  );
}

function columnOf(title: string): Column {
  const plain = normaliseText(title.slice(0, 60));
  return names.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'justification';
}

function byColumn(columns: readonly Column[], cells: readonly string[]): FlowRow['cells'] {
  const found: Partial<Record<Column, string>> = {};
  for (const [index, cell] of cells.entries()) {
    const column = columns[index] ?? 'justification';
    const text = cell.trim();
    if (text !== '') found[column] = found[column] === undefined ? text : `${found[column]} ${text}`;
  }
  return found;
}

/** Cells of a row; `\\|` stands for a bar within one ("Tables (extension)", GitHub Flavored Markdown). */
function pipeCells(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|'));
}
