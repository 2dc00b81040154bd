import MarkdownIt, { type Token } from 'markdown-it';
import { splitLines } from './split-lines.ts';

/** Lists and quotes deeper than this are not read; the bound keeps hostile nesting linear. */
const MAX_NESTING = 40;

interface Place {
  /** First line of the block, from 1. */
  readonly first: number;
  /** Last line of the block, included. */
  readonly last: number;
  /** 0 outside lists and quotes. */
  readonly depth: number;
}

/** A block of Markdown that holds text rather than other blocks (CommonMark 0.31, "leaf blocks"). */
export type Block = Place &
  (
    | { readonly kind: 'heading'; readonly level: number; readonly text: string }
    | { readonly kind: 'paragraph'; readonly position: 'item-start' | 'elsewhere'; readonly text: string }
    | { readonly kind: 'fence'; readonly markup: string }
    | { readonly kind: 'indented-code' }
    | { readonly kind: 'html'; readonly text: string }
  );

const markdown = new MarkdownIt('commonmark', { maxNesting: MAX_NESTING });
// Block structure is all that is asked for; inline parsing would cost most of the time.
markdown.core.ruler.enableOnly(['normalize', 'block']);

/** The leaf blocks of a Markdown text, in order; link definitions and thematic breaks, which show no text, are left out. Never throws, linear. */
export function readBlocks(text: string): Block[] {
  const lines = splitLines(text);
  // Nothing else need be looked for there: what reads all of Markdown costs ten times as much.
  if (lines.every((line) => line === '' || plainLine.test(line))) return readParagraphs(lines);
  const tokens = markdown.parse(text, {});
  return tokens.flatMap((token, index) => {
    const block = toBlock(token, tokens[index - 1], tokens[index + 1]);
    return block === null ? [] : [block];
  });
}

/** Begins with a letter at the margin: text of a paragraph, whatever follows. */
const plainLine = /^\p{L}[^\0]*$/u;

/** The paragraphs of a text that holds nothing else, as most answers do; `lines` are its own. */
function readParagraphs(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let first = 0; first < lines.length; first++) {
    if (lines[first] === '') continue;
    let last = first;
    while ((lines[last + 1] ?? '') !== '') last++;
    const text = [...lines.slice(first, last), withoutEnd(lines[last] ?? '')].join('\n');
    blocks.push({ first: first + 1, last: last + 1, depth: 0, kind: 'paragraph', position: 'elsewhere', text });
    first = last;
  }
  return blocks;
}

/** Without the spaces and tabs at its end; others are text. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end--;
  return line.slice(0, end);
}

function toBlock(token: Token, before: Token | undefined, after: Token | undefined): Block | null {
  if (token.map === null) return null;
  const place = { first: token.map[0] + 1, last: token.map[1], depth: token.level };
  switch (token.type) {
    case 'heading_open':
      return {
        ...place,
        kind: 'heading',
        level: Number(token.tag.slice(1)),
        text: after?.content ?? '',
      };
    case 'paragraph_open':
      return {
        ...place,
        kind: 'paragraph',
        position: before?.type === 'list_item_open' ? 'item-start' : 'elsewhere',
        text: after?.content ?? '',
      };
    case 'fence':
      return { ...place, kind: 'fence', markup: token.markup };
    case 'code_block':
      return { ...place, kind: 'indented-code' };
    case 'html_block':
      return { ...place, kind: 'html', text: token.content };
    default:
      return null;
  }
}
