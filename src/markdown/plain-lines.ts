import { inlineSpans } from './inline-spans.ts';
import { type Block, readBlocks } from './read-blocks.ts';
import { splitLines } from './split-lines.ts';
import { blankHtmlComments } from './strip-html-comments.ts';

export interface PlainLine {
  /** From 1. */
  readonly line: number;
  /** The line without its HTML comments and outer spaces. */
  readonly text: string;
}

/**
 * The lines that stand as ordinary text: in a paragraph outside lists and quotes, or above a line of dashes, which makes a heading of them where somebody
 * only ended a letter. Lines of code, HTML blocks, other headings, lists and quotes are left out, and so are lines that begin inside a code span or an HTML comment opened on a line above.
 */
export function plainLines(markdown: string): PlainLine[] {
  const lines = splitLines(markdown);
  const shown = splitLines(blankHtmlComments(markdown));
  return readBlocks(markdown)
    .flatMap(textOf)
    .flatMap(({ first, last }) => linesOutsideSpans(lines.slice(first - 1, last)).map((offset) => first + offset))
    .map((line) => ({ line, text: shown[line - 1]?.trim() ?? '' }));
}

/** The lines of text of a block, in a list of none or one. A heading that takes several lines is underlined (CommonMark 0.31, "Setext headings"). */
function textOf({ kind, depth, first, last }: Block): readonly { readonly first: number; readonly last: number }[] {
  if (depth > 0) return [];
  if (kind === 'heading' && last > first) return [{ first, last: last - 1 }];
  return kind === 'paragraph' ? [{ first, last }] : [];
}

/** Offsets of the lines of a paragraph that do not begin inside a code span or a comment. */
function linesOutsideSpans(lines: readonly string[]): number[] {
  const spans = inlineSpans(lines.join('\n'));
  const outside: number[] = [];
  let start = 0;
  let next = 0;
  for (const [offset, line] of lines.entries()) {
    while ((spans[next]?.end ?? Infinity) <= start) next++;
    if ((spans[next]?.start ?? Infinity) >= start) outside.push(offset);
    start += line.length + 1;
  }
  return outside;
}
