import { normaliseText } from '../../form/normalise-label.ts';
import { splitLines } from '../../markdown/split-lines.ts';

/** What a column of a table of flows holds. */
export type Column = 'destination' | 'ports' | 'protocol' | 'service' | 'source' | 'justification' | 'other';

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
  ['ports', /^ports?\b/],
  ['protocol', /^(?:proto|protocoles?|transport|tcp)\b/],
  ['service', /^(?:services?|applicatif)\b/],
  [
    'justification',
    /^(?:justif\w*|usages?|raisons?|objets?|motifs?|descr\w*|commentaires?|besoins?|finalites?|composants?|roles?|libelles?|nature|utilisation|flux)\b/,
  ],
  ['other', /^(?:zone|sens|type|statut|id|n|no|numero|date|responsable|contact)\b/],
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
    for (let at = table.first; at < table.end; at++)
      rows.push({ line: at + 1, text: (lines[at] ?? '').trim(), cells: byColumn(columns, table.split(lines[at] ?? '')) });
    index = table.end - 1;
  }
  return { rows: rows.filter(({ cells }) => Object.values(cells).some((cell) => /[\p{L}\p{N}]/u.test(cell))), rest: kept.join('\n') };
}

/** A line of titles that is longer than this is none. */
const LONGEST_HEADER = 1000;

interface Table {
  readonly header: readonly string[];
  /** Index of the first row, and of the line behind the last one. */
  readonly first: number;
  readonly end: number;
  readonly split: (line: string) => readonly string[];
}

function tableAt(lines: readonly string[], index: number): Table | null {
  const line = lines[index] ?? '';
  const rule = lines[index + 1] ?? '';
  if (line.includes('|') && rule.includes('-') && rule.includes('|') && /^[\s|:-]+$/.test(rule) && isHeader(pipeCells(line))) {
    return { header: pipeCells(line), first: index + 2, end: endOf(lines, index + 2, (row) => row.includes('|')), split: pipeCells };
  }
  if (line.length > LONGEST_HEADER) return null;
  const delimiter = ['\t', ';', ','].find((candidate) => line.includes(candidate) && isHeader(csvCells(line, candidate)));
  if (delimiter === undefined) return null;
  const split = (row: string) => csvCells(row, delimiter);
  return { header: split(line), first: index + 1, end: endOf(lines, index + 1, (row) => row.includes(delimiter)), split };
}

function endOf(lines: readonly string[], first: number, belongs: (line: string) => boolean): number {
  const length = lines.slice(first).findIndex((line) => !belongs(line));
  return length === -1 ? lines.length : first + length;
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

function pipeCells(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');
}

/** Cells of a CSV line, quoted ones included (RFC 4180). */
export function csvCells(line: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === '"' && quoted && line.charAt(index + 1) === '"') {
      cell += '"';
      index++;
    } else if (character === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
    } else if (character === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else {
      cell += character;
    }
  }
  return [...cells, cell];
}
