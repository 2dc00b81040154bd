/** The line of a template that wrote a line of a manifest. */
export interface TemplateLine {
  /** From 1. */
  readonly line: number;
  /** The line is written in full, or but for its values; else it is only the nearest one that is. */
  readonly sure: boolean;
}

/** Beyond, lines are compared no more: the first is told. */
const MAX_CELLS = 1_000_000;

/**
 * Finds the line of the template for each line of what it wrote: both are read in the same order (longest common subsequence), a line that only helpers or loops
 * write goes with the one before it. What it writes with other values is mostly the same: a line is compared once, and what is alike line by line gives the same answer (the
 * very same array). Pure; time follows the product of the lengths, which is bounded.
 */
export function templateReader(template: string): (written: string) => readonly TemplateLine[] {
  const from = template.split('\n');
  const patterns = from.map(patternOf);
  const known = new Map<string, Row>();
  const rows = new Map<string, Row>();
  const alikeTo = (line: string) => {
    const row =
      known.get(line) ??
      interned(
        rows,
        patterns.map((pattern) => likeness(pattern, line)),
      );
    known.set(line, row);
    return row;
  };
  const followed = new Map<string, readonly TemplateLine[]>();
  return (text) => {
    const to = text.split('\n').map((line) => line.trimEnd());
    if (from.length * to.length > MAX_CELLS) return to.map(() => ({ line: 1, sure: false }));
    const alike = to.map(alikeTo);
    const key = alike.map(({ id }) => id).join();
    const lines = followed.get(key) ?? follow({ from, patterns, alike: alike.map(({ cells }) => cells) });
    followed.set(key, lines);
    return lines;
  };
}

/** How much a written line is like each line of the template. */
interface Row {
  readonly id: number;
  readonly cells: readonly number[];
}

function interned(rows: Map<string, Row>, cells: readonly number[]): Row {
  const key = cells.join('');
  const row = rows.get(key) ?? { id: rows.size, cells };
  rows.set(key, row);
  return row;
}

interface Compared {
  readonly from: readonly string[];
  readonly patterns: readonly (Pattern | null)[];
  /** By written line: how much each line of the template is like it. */
  readonly alike: readonly (readonly number[])[];
}

function follow({ from, patterns, alike }: Compared): readonly TemplateLine[] {
  const best = bestFrom(alike, from.length);
  const found: TemplateLine[] = [];
  let next = 0;
  for (let row = 0; row < alike.length; row += 1) {
    const column = matchIn({ alike, best, row, next });
    const before = found.at(-1)?.line ?? 1;
    // What follows a line and is written nowhere comes from the action below it.
    const around = patterns[before] === null && (from[before] ?? '').includes('{{') ? before + 1 : before;
    const matched = column === null ? 0 : (alike[row]?.[column] ?? 0);
    found.push(column === null ? nearest(alike[row] ?? [], around) : { line: column + 1, sure: matched > ELSEWHERE });
    if (column !== null) next = column + 1;
  }
  return found;
}

/** What a template's line writes by itself. */
interface Pattern {
  readonly pieces: readonly string[];
  /** Spaces before it, which it writes as they are; null where an action comes first. */
  readonly indent: number | null;
}

/** The pieces of a template's line that stand in what it writes; null for one that writes nothing by itself. */
function patternOf(line: string): Pattern | null {
  const pieces = line.split(/\{\{.*?\}\}/).map((piece) => piece.trim());
  if (!pieces.some((piece) => /\w/.test(piece))) return null;
  return { pieces, indent: pieces[0] === '' ? null : indentOf(line) };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A line that stands at another place than where the template would write it: another one, or a definition that is included. */
const ELSEWHERE = 1;

/** 3: the same; 2: the same but for values; 1: either of them, elsewhere; 0: another one. */
function likeness(pattern: Pattern | null, written: string): number {
  const same = pattern === null ? 0 : samePieces(pattern.pieces, written.trim());
  const isThere = pattern === null || pattern.indent === null || pattern.indent === indentOf(written);
  return isThere ? same : Math.min(same, ELSEWHERE);
}

function samePieces([first = '', ...rest]: readonly string[], line: string): number {
  if (line === '') return 0;
  if (rest.length === 0) return first === line ? 3 : 0;
  const last = rest.at(-1) ?? '';
  if (!line.startsWith(first) || !line.endsWith(last)) return 0;
  let reached = first.length;
  for (const piece of rest) {
    const found = line.indexOf(piece, reached);
    if (found === -1) return 0;
    reached = found + piece.length;
  }
  return 2;
}

/** The most that can be matched from each row and column on. */
function bestFrom(alike: readonly (readonly number[])[], width: number): readonly Uint32Array[] {
  const best = [new Uint32Array(width + 1)];
  for (const row of alike.toReversed()) {
    const below = best[0] ?? new Uint32Array(width + 1);
    const cells = new Uint32Array(width + 1);
    for (let column = width - 1; column >= 0; column -= 1) {
      const matched = row[column] ?? 0;
      const taken = matched === 0 ? 0 : matched + (below[column + 1] ?? 0);
      cells[column] = Math.max(taken, below[column] ?? 0, cells[column + 1] ?? 0);
    }
    best.unshift(cells);
  }
  return best;
}

interface Search {
  readonly alike: readonly (readonly number[])[];
  readonly best: readonly Uint32Array[];
  readonly row: number;
  readonly next: number;
}

/** The first column, from the next one on, with which the row is matched in a best way; null for none. */
function matchIn({ alike, best, row, next }: Search): number | null {
  const wanted = best[row]?.[next] ?? 0;
  if (wanted === (best[row + 1]?.[next] ?? 0)) return null;
  const cells = alike[row] ?? [];
  const column = cells.findIndex((matched, at) => at >= next && matched > 0 && matched + (best[row + 1]?.[at + 1] ?? 0) === wanted);
  return column === -1 ? null : column;
}

/** A line that a loop writes again is where it is written, when that is one place. */
function nearest(cells: readonly number[], around: number): TemplateLine {
  const found = cells.flatMap((matched, index) => (matched > ELSEWHERE ? [index + 1] : []));
  const [only] = found;
  return found.length === 1 && only !== undefined ? { line: only, sure: true } : { line: around, sure: false };
}
