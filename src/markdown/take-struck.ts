import { lineEnds } from './split-lines.ts';
import { commentSpans, inlineSpans } from './inline-spans.ts';
import { type Block, readBlocks } from './read-blocks.ts';

/** What was struck from a text, by line from 1, and the text without it, its line numbers kept. */
export interface Struck {
  readonly lines: readonly number[];
  readonly rest: string;
}

/** A part of the text; `end` is excluded. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Takes out what GitHub strikes through (`~~…~~`, `~…~`, `<del>`, `<s>`, `<strike>`): it is written to be read as gone. What is code or an HTML comment
 * stays. A text is cut where something was within it, so that what was apart does not become a word. Linear in the text, whose lines end with `\n`.
 */
export function takeStruck(text: string): Struck {
  if (!/~|<(?:del|s|strike)\b/i.test(text)) return { lines: [], rest: text };
  // What is within tags is gone before a tilde outside can go with one of them.
  const untagged = text.includes('<') ? takeOut(text, tagPairs(text, readParts(text).opaque)) : { lines: [], rest: text };
  const unmarked = takeOut(untagged.rest, untagged.rest.includes('~') ? allTildePairs(untagged.rest) : []);
  return { lines: [...new Set([...untagged.lines, ...unmarked.lines])].toSorted((a, b) => a - b), rest: unmarked.rest };
}

function takeOut(text: string, spans: readonly Span[]): Struck {
  const lines: number[] = [];
  const kept: string[] = [];
  let line = 1;
  let from = 0;
  for (const { start, end } of union(spans)) {
    const before = text.slice(from, start);
    const struck = text.slice(start, end);
    line += lineEnds(before);
    const height = lineEnds(struck);
    if (/\d|\.\w/.test(struck)) for (let at = 0; at <= height; at++) lines.push(line + at);
    kept.push(before, height > 0 ? '\n'.repeat(height) : isWithin(text[start - 1], text[end]) ? ' ' : '');
    line += height;
    from = end;
  }
  return { lines, rest: [...kept, text.slice(from)].join('') };
}

function isWithin(before = ' ', after = ' '): boolean {
  return /\S/.test(before) && /\S/.test(after);
}

function allTildePairs(text: string): readonly Span[] {
  const { opaque, prose } = readParts(text);
  const isOpaque = inside(opaque);
  return prose.flatMap((span) => tildePairs(text, span, isOpaque));
}

/** What is code or a comment, in order, and the paragraphs and headings, in which tildes strike. */
function readParts(text: string): { readonly opaque: readonly Span[]; readonly prose: readonly Span[] } {
  const lines = text.split('\n');
  const starts = [0];
  for (const { length } of lines) starts.push((starts.at(-1) ?? 0) + length + 1);
  const spanOf = ({ first, last }: Block): Span => ({ start: starts[first - 1] ?? 0, end: Math.min((starts[last] ?? 1) - 1, text.length) });
  const blocks = readBlocks(text);
  return {
    opaque: blocks.flatMap((block): readonly Span[] => {
      const span = spanOf(block);
      if (block.kind === 'fence' || block.kind === 'indented-code') return [span];
      const written = text.slice(span.start, span.end);
      const spans = block.kind === 'html' ? commentSpans(written) : inlineSpans(written);
      return spans.map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
    }),
    prose: blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'heading').map(spanOf),
  };
}

/**
 * One tilde or two, as many at both ends, the first before a word and the last behind one ("GitHub Flavored Markdown", 6.5); more of them strike nothing, and
 * an end that meets another number of them undoes both, as in GitHub's parser.
 */
function tildePairs(text: string, { start, end }: Span, isOpaque: EndOfHolder): readonly Span[] {
  const pairs: Span[] = [];
  const open: { readonly at: number; readonly length: number }[] = [];
  const prose = text.slice(start, end);
  const marks = /\\[^]|~+/g;
  for (let match = marks.exec(prose); match !== null; match = marks.exec(prose)) {
    const { 0: mark, index: at } = match;
    const hidden = isOpaque(start + at);
    if (hidden !== null) marks.lastIndex = hidden - start;
    else if (mark === '~' || mark === '~~') {
      const { opens, closes } = flanking(prose[at - 1], prose[at + mark.length]);
      const last = closes ? open.pop() : undefined;
      if (last?.length === mark.length) pairs.push({ start: start + last.at, end: start + at + mark.length });
      else if (last === undefined && opens) open.push({ at, length: mark.length });
    }
  }
  return pairs;
}

/** Whether a mark between these two characters may open or close (CommonMark 0.29, "left-flanking" and "right-flanking delimiter run"). */
function flanking(before = ' ', after = ' '): { readonly opens: boolean; readonly closes: boolean } {
  const [left, right] = [sort(before), sort(after)];
  return {
    opens: right !== 'space' && (right !== 'mark' || left !== 'letter'),
    closes: left !== 'space' && (left !== 'mark' || right !== 'letter'),
  };
}

function sort(character: string): 'space' | 'mark' | 'letter' {
  return /\s/.test(character) ? 'space' : /[\p{P}$+<=>^`|~]/u.test(character) ? 'mark' : 'letter';
}

/** From each tag to the one that closes it, whatever is between them, other blocks included. */
function tagPairs(text: string, opaque: readonly Span[]): readonly Span[] {
  const isOpaque = inside(opaque);
  const pairs: Span[] = [];
  const open = new Map<string, number[]>();
  for (const { 0: tag, 1: slash, 2: written = '', index } of text.matchAll(/<(\/?)(del|s|strike)(?:[\s/][^<>]{0,300})?>/gi)) {
    if (isOpaque(index) !== null) continue;
    const name = written.toLowerCase();
    const before = open.get(name) ?? [];
    open.set(name, before);
    if (slash === '') before.push(index);
    const start = slash === '' ? undefined : before.pop();
    if (start !== undefined) pairs.push({ start, end: index + tag.length });
  }
  return pairs;
}

type EndOfHolder = (at: number) => number | null;

/** The end of the span that holds a position, null where none does. Spans are in order, and positions asked for must not go back: all searches together are linear. */
function inside(spans: readonly Span[]): EndOfHolder {
  let next = 0;
  return (at) => {
    while ((spans[next]?.end ?? Infinity) <= at) next++;
    const span = spans[next];
    return span !== undefined && span.start <= at ? span.end : null;
  };
}

/** The same places, each once, in order. */
function union(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last === undefined || span.start > last.end) whole.push(span);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return whole;
}
