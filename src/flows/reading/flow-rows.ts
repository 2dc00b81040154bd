import type { AnswerLine } from '../../answers/answer-lines.ts';
import { isIpAddress } from '../../answers/host.ts';
import { splitLines } from '../../markdown/split-lines.ts';
import { type Column, columnNamed, LONGEST_TITLE } from './column-names.ts';
import { csvRecord } from './csv-record.ts';
import { htmlTables, type TableRow } from './html-tables.ts';
import { readFlowLine } from './read-flow-line.ts';

/** A row of a table, by column; several columns of one kind are joined. */
export interface FlowRow {
  /** From 1. */
  readonly line: number;
  /** Its line, or the first of them. */
  readonly text: string;
  readonly cells: Partial<Readonly<Record<Column, string>>>;
}

/** The rows of the tables of an answer, and what is left of it, its line numbers kept. */
export interface Tables {
  readonly rows: readonly FlowRow[];
  /** Lines of titles with a column of source ports. */
  readonly sourcePorts: readonly number[];
  /** Rows of the HTML tables whose titles tell nothing. */
  readonly loose: readonly AnswerLine[];
  readonly rest: string;
}

/** Takes the tables with column titles out of an answer: Markdown, CSV (`;`, `,` or tab) and HTML. */
export function takeTables(text: string): Tables {
  const html = htmlTables(text);
  const lines = splitLines(html.rest);
  const kept = [...lines];
  const loose: AnswerLine[] = [];
  const tables: Table[] = [];
  for (const table of html.tables) {
    const [titles, ...rows] = table;
    if (titles !== undefined && isHeader(titles.cells)) tables.push({ start: titles.at, header: titles.cells, rows, end: titles.at });
    else for (const { at, text: row } of table) loose.push({ line: at + 1, text: row, role: 'table-row', indent: 0 });
  }
  for (let index = 0; index < lines.length; index++) {
    if (lines[index] === '') continue;
    const table = tableAt(lines, index);
    if (table !== null && table.rows.length > 0) {
      for (let at = index; at < table.end; at++) kept[at] = '';
      tables.push(table);
      index = table.end - 1;
    } else if (isRule(lines[index + 1] ?? '', lines[index] ?? '')) {
      // A table whose titles tell nothing: its first row may well be a flow.
      kept[index + 1] = '';
      if (readFlowLine(lines[index] ?? '', 0).drafts.length === 0) kept[index] = '';
    }
  }
  return {
    rows: tables
      .flatMap(({ header, rows }) => rowsOf(header, rows))
      .filter(({ cells }) => Object.values(cells).some((cell) => /[\p{L}\p{N}]/u.test(cell))),
    sourcePorts: tables.filter(({ header }) => header.some((title) => columnNamed(title) === 'source-port')).map(({ start }) => start + 1),
    loose,
    rest: kept.join('\n'),
  };
}

/** The text without the titles of a table that nobody filled in, as the form offers them. */
export function withoutBareTitles(text: string): string {
  const lines = splitLines(text);
  return lines.filter((_, index) => !isBareTitles(lines, index)).join('\n');
}

function isBareTitles(lines: readonly string[], index: number): boolean {
  const table = tableAt(lines, index);
  return table !== null && table.rows.every(({ cells }) => cells.every((cell) => !/[\p{L}\p{N}]/u.test(cell)));
}

function rowsOf(header: readonly string[], rows: readonly TableRow[]): readonly FlowRow[] {
  const columns = header.map((title) => columnNamed(title) ?? 'justification');
  const read: FlowRow[] = [];
  for (const { at, text, cells } of rows) {
    const own = byColumn(columns, cells);
    // A cell that a spreadsheet had merged with the one above is empty once it is pasted.
    const above = own.destination === undefined && own.ports !== undefined ? read.at(-1)?.cells : undefined;
    read.push({ line: at + 1, text, cells: above === undefined ? own : { ...mergedCells(above), ...own } });
  }
  return read;
}

function mergedCells({ destination, mask, source }: FlowRow['cells']): FlowRow['cells'] {
  return {
    ...(destination !== undefined && { destination }),
    ...(mask !== undefined && { mask }),
    ...(source !== undefined && { source }),
  };
}

/** A line of titles that is longer than this is none. */
const LONGEST_HEADER = 1000;

interface Table {
  /** Index of the line of titles. */
  readonly start: number;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  /** Index of the line behind the last row. */
  readonly end: number;
}

function tableAt(lines: readonly string[], index: number): Table | null {
  const line = lines[index] ?? '';
  // Most lines name a machine or a port, and begin no table.
  if (namesMachine.test(line)) return null;
  const rule = lines[index + 1] ?? '';
  if (isRule(rule, line) && isHeader(pipeCells(line))) {
    return pipeTable(lines, index, index + 2);
  }
  if (line.length > LONGEST_HEADER || !/[\t;,|]/.test(line)) return null;
  if (line.includes('|') && isHeader(pipeCells(line))) return pipeTable(lines, index, index + 1);
  const delimiter = ['\t', ';', ','].find(
    (candidate) => line.includes(candidate) && isHeader(csvRecord(lines, index, candidate).cells.map(oneLine)),
  );
  return delimiter === undefined ? null : csvTable(lines, index, delimiter);
}

/** A table whose cells bars keep apart, its rows beginning at the second index. */
function pipeTable(lines: readonly string[], index: number, first: number): Table {
  const length = lines.slice(first).findIndex((row) => !row.includes('|'));
  const end = length === -1 ? lines.length : first + length;
  const rows = lines.slice(first, end).map((row, offset) => ({ at: first + offset, text: row.trim(), cells: pipeCells(row) }));
  return { start: index, header: pipeCells(lines[index] ?? ''), rows, end };
}

/** The dashes below the titles of a Markdown table. */
function isRule(line: string, above: string): boolean {
  return above.includes('|') && line.includes('-') && line.includes('|') && /^[\s|:-]+$/.test(line);
}

function csvTable(lines: readonly string[], index: number, delimiter: string): Table {
  const header = csvRecord(lines, index, delimiter);
  const rows: TableRow[] = [];
  let at = index + header.lines;
  while (at < lines.length) {
    const record = csvRecord(lines, at, delimiter);
    if (record.cells.length < 2) break;
    rows.push({ at, text: (lines[at] ?? '').trim(), cells: record.cells });
    at += record.lines;
  }
  return { start: index, header: header.cells.map(oneLine), rows, end: at };
}

function oneLine(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim();
}

/** What no title of a column holds. */
const namesMachine = /[\w-]\.[a-z]{2}|\d{2}/i;

/** Titles of columns: at least two cells, most of them known, one of them a destination, none of them a machine. */
function isHeader(cells: readonly string[]): boolean {
  if (cells.length < 2 || cells.some((cell) => cell.length > LONGEST_TITLE || namesMachine.test(cell))) return false;
  const columns = cells.map(columnNamed);
  return columns.includes('destination') && columns.filter((column) => column !== null).length * 2 > cells.length;
}

function byColumn(columns: readonly Column[], cells: readonly string[]): FlowRow['cells'] {
  const found: Partial<Record<Column, string>> = {};
  for (const [index, cell] of cells.entries()) {
    const column = columns[index] ?? 'justification';
    const text = cell.trim();
    if (text !== '') found[column] = joined(found[column], text);
  }
  return found;
}

/** Two cells of one kind: an address that stands before the name of its machine goes behind it. */
function joined(first: string | undefined, second: string): string {
  if (first === undefined) return second;
  return first.length <= 45 && isIpAddress(first) && /^[a-z]/i.test(second) ? `${second} (${first})` : `${first} ${second}`;
}

/** Cells of a row; `\\|` stands for a bar within one ("Tables (extension)", GitHub Flavored Markdown). */
function pipeCells(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|'));
}
