import { openBlock, type OpenBlock } from '../markdown/open-block.ts';
import { readBlocks } from '../markdown/read-blocks.ts';
import type { Chunk } from './label-cuts.ts';

/** Where a block left open is closed: the chunk, and the line after the one that closes it (from 0). */
export interface Closing {
  readonly index: number;
  readonly line: number;
}

/**
 * Tells where the block left open at the end of a chunk is really closed, or null when its author forgot to close it. CommonMark
 * closes it at the first line that can, were it four answers below; here each label that this would swallow must allow it:
 * - either its true heading is elsewhere in the body, and the swallowed one a mere quotation of it. True headings are those laid out
 *   as GitHub writes them; where a label has none of these, each one may be true;
 * - or no heading of it is so laid out, and the closing line has no other use in its own chunk.
 *
 * Chunks must be asked for in order; all answers together are linear in the body (times the number of labels).
 */
export function closingChunk(lines: readonly string[], chunks: readonly Chunk[]): (index: number, open: OpenBlock) => Closing | null {
  const closingLine = nextLines(lines);
  // Most bodies leave no block open.
  let labels: readonly Occurrences[] | null = null;
  const usesOf = memoised((index) => closedBlocks(lines, chunks[index]));

  return (index, open) => {
    const line = closingLine(open, chunks[index]?.end ?? lines.length);
    if (line === null) return null;
    const closingIndex = chunks.findLastIndex(({ start }) => start <= line);
    const closing = { index: closingIndex, line: line + 1 };
    labels ??= occurrencesOf(chunks);
    const swallowed = labels.filter(({ first, last }) => first > index && last <= closingIndex);
    if (swallowed.length === 0) return closing;
    if (swallowed.some(({ laidOut }) => laidOut)) return null;
    return usesOf(closingIndex).some(([first, last]) => first <= line && line <= last) ? null : closing;
  };
}

/** Finds the next line that closes a block, from 0. What was found for a name serves again until it is passed. */
function nextLines(lines: readonly string[]): (open: OpenBlock, from: number) => number | null {
  const found = new Map<string, number>();
  return ({ name, closedBy }, from) => {
    let line = found.get(name) ?? 0;
    if (line < from) {
      line = from;
      while (line < lines.length && !closedBy(lines[line] ?? '')) line++;
      found.set(name, line);
    }
    return line < lines.length ? line : null;
  };
}

/** Where the true heading of a label may be: the first and the last chunk. */
interface Occurrences {
  readonly first: number;
  readonly last: number;
  /** Whether these headings are laid out as GitHub writes them; the others of the label then do not count. */
  readonly laidOut: boolean;
}

function occurrencesOf(chunks: readonly Chunk[]): Occurrences[] {
  const byLabel = new Map<string, Occurrences>();
  for (const [index, { label, laidOut }] of chunks.entries()) {
    if (label === null) continue;
    const known = byLabel.get(label);
    if (known === undefined || (laidOut && !known.laidOut)) byLabel.set(label, { first: index, last: index, laidOut });
    else if (laidOut === known.laidOut) byLabel.set(label, { ...known, last: index });
  }
  return [...byLabel.values()];
}

/** First and last lines (from 0) of the fences and HTML blocks that a chunk, read by itself, opens and closes. */
function closedBlocks(lines: readonly string[], chunk: Chunk | undefined): (readonly [number, number])[] {
  if (chunk === undefined) return [];
  const own = lines.slice(chunk.start, chunk.end);
  const blocks = readBlocks(own.join('\n'));
  const closed = openBlock(blocks, own) === null ? blocks : blocks.slice(0, -1);
  return closed
    .filter(({ kind }) => kind === 'fence' || kind === 'html')
    .map(({ first, last }) => [chunk.start + first - 1, chunk.start + last - 1] as const);
}

function memoised<T>(compute: (index: number) => T): (index: number) => T {
  const known = new Map<number, T>();
  return (index) => {
    const value = known.get(index) ?? compute(index);
    known.set(index, value);
    return value;
  };
}
