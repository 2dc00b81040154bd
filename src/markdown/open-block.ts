import type { Block } from './read-blocks.ts';

/**
 * A block that a text opens outside lists and quotes and never closes: whatever is written after the text falls into it, up to the
 * first line that closes it. `name` is equal for blocks that the same lines close.
 */
export interface OpenBlock {
  readonly name: string;
  readonly closedBy: (line: string) => boolean;
}

/** The block left open at the end of a text, null when there is none. `blocks` are those of the text, `lines` its lines. */
export function openBlock(blocks: readonly Block[], lines: readonly string[]): OpenBlock | null {
  const block = blocks.at(-1);
  if (block === undefined || block.depth > 0) return null;
  switch (block.kind) {
    case 'fence': {
      const closedBy = (line: string) => closesFence(line, block.markup);
      const closed = block.last > block.first && closedBy(lines[block.last - 1] ?? '');
      return closed ? null : { name: block.markup, closedBy };
    }
    case 'html':
      return openHtml(block.text, lines.at(-1) ?? '');
    case 'heading':
    case 'paragraph':
    case 'indented-code':
      return null;
    default:
      return block satisfies never;
  }
}

/** True for a line that closes a fence, by the marks that opened it (CommonMark 0.31, "fenced code blocks"). */
export function closesFence(line: string, markup: string): boolean {
  const run = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return run !== undefined && run.startsWith(markup);
}

/** The HTML blocks that only their own end closes, blank lines included (CommonMark 0.31, "HTML blocks", kinds 1 to 5). */
const closedByOwnEnd = [
  { name: 'verbatim', begins: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i, ends: /<\/(?:script|pre|style|textarea)>/i },
  { name: 'comment', begins: /^<!--/, ends: /-->/ },
  { name: 'instruction', begins: /^<\?/, ends: /\?>/ },
  { name: 'declaration', begins: /^<![A-Za-z]/, ends: />/ },
  { name: 'cdata', begins: /^<!\[CDATA\[/, ends: /\]\]>/ },
] as const;

function openHtml(html: string, lastLine: string): OpenBlock | null {
  const own = closedByOwnEnd.find(({ begins }) => begins.test(html.trimStart()));
  if (own !== undefined) return own.ends.test(html) ? null : { name: own.name, closedBy: (line) => own.ends.test(line) };
  // Any other HTML block (kinds 6 and 7) goes on to the next blank line.
  return isBlank(lastLine) ? null : { name: 'html', closedBy: isBlank };
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}
