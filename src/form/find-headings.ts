import { closesFence, openBlock } from '../markdown/open-block.ts';
import { readBlocks } from '../markdown/read-blocks.ts';
import { closingChunk } from './unclosed-block.ts';
import { type Chunk, cutAtLabels } from './label-cuts.ts';

/** A level 3 heading outside lists and quotes. */
export interface Heading {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The level 3 headings of an issue's body, in order. It is CommonMark, save for one thing: a fence, a comment or another HTML block
 * that an answer opens and forgets to close does not swallow the headings that bear a label (see `closingChunk`).
 * `labels` are normalised. Linear in the body.
 */
export function findHeadings(lines: readonly string[], labels: ReadonlySet<string>): Heading[] {
  const chunks = cutAtLabels(lines, labels);
  const closing = closingChunk(lines, chunks);
  const headings: Heading[] = [];
  let index = 0;
  let from = 0;
  for (let chunk: Chunk | undefined = chunks[0]; chunk !== undefined; chunk = chunks[index]) {
    const piece = tellingLines(lines.slice(from, chunk.end));
    const text = piece.length === 1 ? plainHeading(piece[0] ?? '') : null;
    if (text !== null) headings.push({ line: from + 1, text });
    const blocks = text === null ? readBlocks(piece.join('\n')) : [];
    for (const block of blocks) {
      if (block.kind !== 'heading' || block.level !== 3 || block.depth > 0) continue;
      headings.push({ line: from + block.first, text: block.text });
    }
    const open = openBlock(blocks, piece);
    const closed = open === null ? null : closing(index, open);
    index = closed?.index ?? index + 1;
    from = closed?.line ?? chunks[index]?.start ?? lines.length;
  }
  return headings;
}

/** What a heading of level 3, a fence or an HTML block begins with, outside lists and quotes (CommonMark 0.31, "ATX headings", "Fenced code blocks", "HTML blocks"). */
const telling = /^ {0,3}(?:###|```|~~~|<)/;

/** The text of a heading of level 3 as GitHub writes it, without closing `#`, an escape or what else Markdown reads in its own way; null for any other line. */
function plainHeading(line: string): string | null {
  return /^###[ \t]+([^\s#\0](?:[^#\0]*[^\s#\0])?)[ \t]*$/.exec(line)?.[1] ?? null;
}

/** The lines to read as Markdown: the heading alone where nothing after it may be another, or leave a block open. Reading blocks is most of the time spent on a body. */
function tellingLines(lines: readonly string[]): readonly string[] {
  const [first = '', ...rest] = lines;
  return first.startsWith('###') && holdsFencesOnly(rest) ? [first] : lines;
}

/** True where nothing tells but fences at the margin, each of them closed: no list nor quote holds these. */
function holdsFencesOnly(lines: readonly string[]): boolean {
  let markup: string | null = null;
  for (const line of lines) {
    if (markup !== null) {
      if (closesFence(line, markup)) markup = null;
    } else if (telling.test(line)) {
      markup = /^(`{3,}|~{3,})[^`]*$/.exec(line)?.[1] ?? null;
      if (markup === null) return false;
    }
  }
  return markup === null;
}
