/** One record of a CSV text: its cells, and the lines that it takes. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly lines: number;
}

/** Lines that one record takes at the most: a quotation mark that nobody closed must not swallow the rest. */
const MAX_LINES = 20;

/** The record that begins at a line (RFC 4180): a quoted cell may hold delimiters, quotation marks and line ends. */
export function csvRecord(lines: readonly string[], start: number, delimiter: string): CsvRecord {
  const first = splitCells(lines[start] ?? '', delimiter);
  if (!first.open) return { cells: first.cells, lines: 1 };
  for (let count = 2; count <= MAX_LINES && start + count <= lines.length; count++) {
    // Only a line with a quotation mark can close the cell.
    if (!lines[start + count - 1]?.includes('"')) continue;
    const { cells, open } = splitCells(lines.slice(start, start + count).join('\n'), delimiter);
    if (!open) return { cells, lines: count };
  }
  // Nobody closes it: it is a character like others.
  return { cells: (lines[start] ?? '').split(delimiter).map((cell) => cell.replaceAll('"', '')), lines: 1 };
}

function splitCells(text: string, delimiter: string): { readonly cells: readonly string[]; readonly open: boolean } {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '"' && quoted && text.charAt(index + 1) === '"') {
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
  return { cells: [...cells, cell], open: quoted };
}
