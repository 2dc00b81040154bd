import MarkdownIt, { type Token } from 'markdown-it';

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
  const tokens = markdown.parse(text, {});
  return tokens.flatMap((token, index) => {
    const block = toBlock(token, tokens[index - 1], tokens[index + 1]);
    return block === null ? [] : [block];
  });
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
