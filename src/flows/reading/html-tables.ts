import { lineEnds } from '../../markdown/split-lines.ts';
/** A row of a table: the index of the line that it begins on, its text, its cells. */
export interface TableRow {
  readonly at: number;
  readonly text: string;
  readonly cells: readonly string[];
}

interface HtmlTables {
  /** The rows of each, that of its titles included. */
  readonly tables: readonly (readonly TableRow[])[];
  /** The text without its tables, its line numbers kept. */
  readonly rest: string;
}

/** Takes the HTML tables out of a text, on one line or many; what opens none, or never closes, stays. Linear in the text. */
export function htmlTables(text: string): HtmlTables {
  const tables: (readonly TableRow[])[] = [];
  const kept: string[] = [];
  let from = 0;
  let line = 0;
  for (const { 0: opening, index } of text.matchAll(/<table\b[^<>]{0,500}>/gi)) {
    if (index < from) continue;
    const end = text.slice(index).search(/<\/table\s{0,5}>/i);
    if (end === -1) break;
    const before = text.slice(from, index);
    line += lineEnds(before);
    const inner = text.slice(index + opening.length, index + end);
    const last = text.indexOf('>', index + end) + 1;
    tables.push(rowsOf(inner, line + lineEnds(opening)));
    const height = lineEnds(text.slice(index, last));
    kept.push(before, '\n'.repeat(height));
    line += height;
    from = last;
  }
  return { tables, rest: [...kept, text.slice(from)].join('') };
}

function rowsOf(inner: string, line: number): readonly TableRow[] {
  let at = line;
  return inner.split(/<tr\b[^<>]{0,500}>/i).flatMap((row, rank) => {
    const start = at;
    at += lineEnds(row);
    const cells = cellsOf(row);
    return rank === 0 ? [] : [{ at: start, text: cells.join(' | '), cells }];
  });
}

function cellsOf(row: string): readonly string[] {
  return row
    .split(/<t[dh]\b[^<>]{0,500}>/i)
    .slice(1)
    .map((cell) => plainText(cell));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

function plainText(html: string): string {
  return html
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
