import type { FlowWord } from './flow-word.ts';

/** A part of a line that is about destinations of its own: where it begins and ends, the mark to the next one left out, and its words. */
export interface LinePiece {
  readonly from: number;
  readonly to: number;
  readonly words: readonly FlowWord[];
}

/**
 * Cuts a line between destinations that words of prose keep apart, or labels: « API A : a.fr, API B : b.fr » is two pieces, « a.fr et b.fr » is one, « TCP 443 a.fr, TCP 25 b.fr » two. A destination that
 * the line named before begins none, unless it has a port of its own. At least one piece; linear in the line.
 */
export function linePieces(text: string, words: readonly FlowWord[]): readonly LinePiece[] {
  const cuts: Cut[] = [];
  const named = new Set<string>();
  const portsFirst = words
    .slice(
      0,
      words.findIndex(({ kind }) => kind === 'destination'),
    )
    .some(isFigure);
  let between: FlowWord[] = [];
  let end = 0;
  for (const word of words) {
    if (word.kind !== 'destination') {
      between.push(word);
      continue;
    }
    const { name, ports } = word.destination;
    const apart =
      between.some(isProse) ||
      (portsFirst && between.some(isFigure)) ||
      (between.some(isService) && /[:(]\s*$/.test(text.slice(end, word.at)));
    if (apart && named.size > 0 && !(named.has(name) && ports.length === 0)) cuts.push(cutIn(text, end, word.at));
    named.add(name);
    between = [];
    end = word.end;
  }
  const starts = [0, ...cuts.map(({ next }) => next)];
  const ends = [...cuts.map(({ end: last }) => last), text.length];
  let index = 0;
  return starts.map((from, piece) => {
    const to = ends[piece] ?? text.length;
    const first = index;
    while ((words[index]?.at ?? Infinity) < (starts[piece + 1] ?? Infinity)) index++;
    return { from, to, words: words.slice(first, index).filter(({ at }) => at < to) };
  });
}

function isProse({ kind }: FlowWord): boolean {
  return kind === 'prose' || kind === 'document';
}

function isFigure(word: FlowWord): boolean {
  return word.kind === 'ports' && word.ports.length > 0;
}

function isService(word: FlowWord): boolean {
  return word.kind === 'ports' && word.ports.length === 0 && word.implied.length > 0;
}

/** Where one piece ends and the next begins: a mark may stand between. */
interface Cut {
  readonly end: number;
  readonly next: number;
}

/** What may stand between the end of one flow and the label of the next. */
const marks = /[,;•|)]|\.(?=\s|$)|(?<=\s|^)(?:et|ou|puis|ainsi que|&|\+|\/|[-–—])(?=\s|$)/g;

/** The cut in the text between two destinations: at the last mark outside parentheses; where there is none, « API B ( » and « API B : » are a label of the second. */
function cutIn(text: string, from: number, to: number): Cut {
  const gap = text.slice(from, to);
  let cut: Cut | null = null;
  let depth = 0;
  let seen = 0;
  for (const { 0: mark, index } of gap.slice(0, unclosedAt(gap) ?? gap.length).matchAll(marks)) {
    depth = Math.max(0, depth + count(gap.slice(seen, index), '(') - (mark === ')' ? 1 : 0));
    seen = index + mark.length;
    if (depth === 0) cut = { end: from + index, next: from + seen };
  }
  const whole = /[:(]\s*$/.test(gap) ? from : to;
  return cut ?? { end: whole, next: whole };
}

/** Where a parenthesis is opened that the text does not close. */
function unclosedAt(text: string): number | null {
  const opened: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/[()]/g)) {
    if (mark === '(') opened.push(index);
    else opened.pop();
  }
  return opened.at(0) ?? null;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
