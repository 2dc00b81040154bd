import { indentation } from '../files/indentation.ts';
/** The line of a template that wrote a line of a manifest. */
export interface TemplateLine {
  /** From 1. */
  readonly line: number;
  /** The line is written in full, or but for its values; else it is only the nearest one that is. */
  readonly sure: boolean;
}

/** Beyond, lines are compared no more: the first is told. */
const MAX_CELLS = 1_000_000;

/** Finds again in one template what it wrote. */
export interface TemplateReader {
  /** The template's line for each that it wrote. */
  readonly linesOf: (written: readonly string[]) => readonly TemplateLine[];
  /** True for two written lines that any other lines around them would place alike. */
  readonly isAlike: (one: string, other: string) => boolean;
}

/**
 * Finds the line of the template for each line of what it wrote: both are read in the same order (longest common subsequence), a line that only helpers or loops
 * write goes with the one before it. What it writes with other values is mostly the same: a line is compared once, and what is alike line by line gives the same answer (the
 * very same array). Pure; time follows the product of the lengths, which is bounded.
 */
export function templateReader(template: string): TemplateReader {
  const from = template.split('\n');
  const patterns = from.map(patternOf);
  const keys = from.map((line) => (/^\s*(- |-$|["'\w][^#{]*:(\s|$))/.test(line) ? depthOf(line) : null));
  const branches = branchesOf(from);
  const likenesses = likenessesTo(patterns);
  const known = new Map<string, Row>();
  const alikeTo = (line: string) => {
    const row = known.get(line) ?? likenesses(line.trimEnd());
    known.set(line, row);
    return row;
  };
  const followed = new Map<string, readonly TemplateLine[]>();
  return {
    linesOf: (written) => {
      if (from.length * written.length > MAX_CELLS) return written.map(() => ({ line: 1, sure: false }));
      const alike = written.map(alikeTo);
      const key = alike.map(({ id }) => id).join();
      const lines = followed.get(key) ?? follow({ from, patterns, keys, branches, rows: alike });
      followed.set(key, lines);
      return lines;
    },
    isAlike: (one, other) => alikeTo(one).id === alikeTo(other).id,
  };
}

/** How much a written line is like each line of the template; two that are alike to the same ones have one `id`. */
interface Row {
  readonly id: string;
  /** How deep it stands; null for an empty one. */
  readonly depth: number | null;
  readonly cells: readonly number[];
}

interface Compared {
  readonly from: readonly string[];
  readonly patterns: readonly (Pattern | null)[];
  /** By line of the template: how deep a key or an item stands that it writes; null for any other. */
  readonly keys: readonly (number | null)[];
  /** By line of the template: the branches of conditions that it stands in. */
  readonly branches: readonly (readonly Branch[])[];
  /** By written line: how much each line of the template is like it. */
  readonly rows: readonly Row[];
}

function follow({ from, patterns, keys, branches, rows }: Compared): readonly TemplateLine[] {
  const alike = rows.map(({ cells }) => cells);
  const best = bestFrom(alike, from.length);
  const found: TemplateLine[] = [];
  const parents = parentsOf(rows);
  let next = 0;
  for (let row = 0; row < alike.length; row += 1) {
    const column = matchIn({ alike, best, row, next });
    const before = found.at(-1)?.line ?? 1;
    // What follows a line and is written nowhere comes from the action below it.
    const around = patterns[before] === null && (from[before] ?? '').includes('{{') ? before + 1 : before;
    const matched = column === null ? 0 : (alike[row]?.[column] ?? 0);
    const line = column === null ? nearest(alike[row] ?? [], around) : { line: column + 1, sure: matched > ELSEWHERE };
    const parent = parents[row] ?? null;
    const block = parent === null ? null : (found[parent.row] ?? null);
    found.push(
      parent === null || block === null || isWithin(line, { from, head: block.line, depth: parent.depth, keys, branches })
        ? line
        : { ...block, sure: false },
    );
    if (column !== null) next = column + 1;
  }
  return found;
}

/** For each written line, the one under which it is indented; null for one of the first level. */
function parentsOf(rows: readonly Row[]): readonly ({ readonly row: number; readonly depth: number } | null)[] {
  const open: { row: number; depth: number }[] = [];
  return rows.map(({ depth }, row) => {
    if (depth === null) return null;
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const parent = open.at(-1) ?? null;
    open.push({ row, depth });
    return parent;
  });
}

interface Block {
  readonly from: readonly string[];
  /** The line of the template that wrote its head. */
  readonly head: number;
  /** How deep its head stands. */
  readonly depth: number;
  readonly keys: readonly (number | null)[];
  readonly branches: readonly (readonly Branch[])[];
}

/**
 * True for a line of the template in the block of another one: beyond the next key or item that is not indented under it, what is written the same is of another
 * block; but what the other branch of a condition writes is not written with this one, unless its words are the same.
 */
function isWithin({ line, sure }: TemplateLine, { from, head, depth, keys, branches }: Block): boolean {
  if (!sure) return true;
  const title = from[head - 1]?.trim();
  const own = branches[head - 1] ?? [];
  const isPassed = (index: number) => {
    const theirs = branches[head + index] ?? [];
    const apart = theirs.findIndex((branch, level) => branch !== own[level]);
    return apart !== -1 && theirs[apart]?.block === own[apart]?.block && branches[line - 1]?.[apart] !== theirs[apart];
  };
  const ends = (other: number | null, index: number) =>
    other !== null && other <= depth && from[head + index]?.trim() !== title && !isPassed(index);
  return line >= head && !keys.slice(head, line - 1).some(ends);
}

/** One of the branches of a condition, of which Helm takes one. */
interface Branch {
  /** The condition, by number. */
  readonly block: number;
}

/** Conditions within one another of which the branches are told. */
const MAX_BRANCHES = 32;

/** By line of a template: the branches in which it starts, the outermost first. */
function branchesOf(lines: readonly string[]): readonly (readonly Branch[])[] {
  let open: readonly Branch[] = [];
  let beyond = 0;
  let block = 0;
  return lines.map((line) => {
    const started = open;
    for (const [, action = ''] of line.matchAll(/\{\{-?\s*(if|with|range|define|block|else|end)\b/g)) {
      if (action === 'end' && beyond > 0) beyond -= 1;
      else if (action === 'end') open = open.slice(0, -1);
      else if (action === 'else') {
        if (beyond === 0) open = open.slice(-1).flatMap((last) => [...open.slice(0, -1), { block: last.block }]);
      } else if (open.length === MAX_BRANCHES) beyond += 1;
      else open = [...open, { block: (block += 1) }];
    }
    return started;
  });
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
  return { pieces, indent: pieces[0] === '' ? null : indentation(line) };
}

/** An item stands deeper than the key of its list, which may be indented alike. */
function depthOf(line: string): number {
  return 2 * indentation(line) + (line.trimStart().startsWith('-') ? 1 : 0);
}

/** A line that stands at another place than where the template would write it: another one, or a definition that is included. */
const ELSEWHERE = 1;

/**
 * How much a written line is like each line of the template: 3: the same; 2: the same but for values; 1: either of them, elsewhere; 0: another one. Those that are
 * written in full are found by their text.
 */
function likenessesTo(patterns: readonly (Pattern | null)[]): (written: string) => Row {
  const columns = patterns.flatMap((pattern, column) => (pattern === null ? [] : [{ ...pattern, column }]));
  const isWhole = ({ pieces }: Pattern) => pieces.length === 1;
  const whole = Map.groupBy(columns.filter(isWhole), ({ pieces }) => pieces[0]);
  const filled = columns.filter((pattern) => !isWhole(pattern));
  return (written) => {
    const cells = patterns.map(() => 0);
    const [line, indent] = [written.trim(), indentation(written)];
    const depth = line === '' ? null : depthOf(written);
    let id = `${depth} `;
    const mark = ({ column, indent: own }: (typeof columns)[number], same: number) => {
      const cell = own === null || own === indent ? same : ELSEWHERE;
      cells[column] = cell;
      id += `${column}:${cell} `;
    };
    for (const pattern of whole.get(line) ?? []) mark(pattern, 3);
    for (const pattern of filled) if (isFilled(pattern.pieces, line)) mark(pattern, 2);
    return { id, depth, cells };
  };
}

function isFilled(pieces: readonly string[], line: string): boolean {
  if (line === '' || !line.startsWith(pieces[0] ?? '') || !line.endsWith(pieces.at(-1) ?? '')) return false;
  let reached = 0;
  for (const piece of pieces) {
    const found = line.indexOf(piece, reached);
    if (found === -1) return false;
    reached = found + piece.length;
  }
  return true;
}

/** The most that can be matched from each row and column on. */
type Best = (row: number, column: number) => number;

function bestFrom(alike: readonly (readonly number[])[], width: number): Best {
  const length = width + 1;
  const best = new Uint32Array((alike.length + 1) * length);
  const from: Best = (row, column) => best[row * length + column] ?? 0;
  for (let row = alike.length - 1; row >= 0; row -= 1) {
    const cells = alike[row] ?? [];
    for (let column = width - 1; column >= 0; column -= 1) {
      const matched = cells[column] ?? 0;
      const taken = matched === 0 ? 0 : matched + from(row + 1, column + 1);
      best[row * length + column] = Math.max(taken, from(row + 1, column), from(row, column + 1));
    }
  }
  return from;
}

interface Search {
  readonly alike: readonly (readonly number[])[];
  readonly best: Best;
  readonly row: number;
  readonly next: number;
}

/** The first column, from the next one on, with which the row is matched in a best way; null for none. */
function matchIn({ alike, best, row, next }: Search): number | null {
  const wanted = best(row, next);
  if (wanted === best(row + 1, next)) return null;
  const cells = alike[row] ?? [];
  const column = cells.findIndex((matched, at) => at >= next && matched > 0 && matched + best(row + 1, at + 1) === wanted);
  return column === -1 ? null : column;
}

/** A line that a loop writes again is where it is written, when that is one place. */
function nearest(cells: readonly number[], around: number): TemplateLine {
  const found = cells.flatMap((matched, index) => (matched > ELSEWHERE ? [index + 1] : []));
  const [only] = found;
  return found.length === 1 && only !== undefined ? { line: only, sure: true } : { line: around, sure: false };
}
