import { distance } from 'fastest-levenshtein';
import { keepLast } from './keep-last.ts';

/** A text reduced to what people compare: no accents, case, punctuation or double spaces. The names of a process are asked for at each comment: they are kept. */
export function plainName(text: string): string {
  return text.length <= LONGEST_KEPT ? shortName(text) : reduce(text);
}

/** In characters: longer than the names of most processes. */
const LONGEST_KEPT = 120;
const shortName = keepLast(2_000, reduce);

function reduce(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** The candidate most like what was typed: one that it begins, or of which at most a third of the letters differ; null when there is none. */
export function nearestName(typed: string, candidates: readonly string[]): string | null {
  const [best] = byLikeness(typed, candidates);
  if (best === undefined) return null;
  const { begins, edits } = likeness(typed, best);
  return begins < NOTHING || edits <= Math.max(1, Math.ceil(plainName(best).length / 3)) ? best : null;
}

/** The candidates, most like what was typed first: those that it begins, those of which it begins a word, then by letters. */
export function byLikeness(typed: string, candidates: readonly string[]): readonly string[] {
  return candidates
    .map((candidate) => ({ candidate, like: likeness(typed, candidate) }))
    .toSorted((a, b) => compareLikeness(a.like, b.like))
    .map(({ candidate }) => candidate);
}

/** How much a name is like what was typed; the less, the more. */
export interface Likeness {
  /** 0 where the typed text begins the name, 1 where it begins one of its words, 2 where neither does. */
  readonly begins: number;
  /** Letters that differ. */
  readonly edits: number;
}

const NOTHING = 2;
/** Fewer letters begin too many names. */
const FEWEST_LETTERS = 3;

/** Compares a name with what was typed, of which the first 80 letters count. */
export function likeness(typed: string, candidate: string): Likeness {
  const [start, name] = [plainName(typed).slice(0, 80), plainName(candidate)];
  const words = start.length < FEWEST_LETTERS ? [] : [name, ...name.split(' ').slice(1)];
  const first = words.findIndex((word) => word.startsWith(start));
  return { begins: first === -1 ? NOTHING : Math.min(first, 1), edits: distance(start, name) };
}

/** Orders the most like first. */
export function compareLikeness(one: Likeness, other: Likeness): number {
  return one.begins - other.begins || one.edits - other.edits;
}

/** True when two words, as they are compared, differ by two letters at most: one is the other mistyped. */
export function isMistyped(word: string, meant: string): boolean {
  return Math.abs(word.length - meant.length) <= 2 && distance(word, meant) <= 2;
}
