import { distance } from 'fastest-levenshtein';

/** A text reduced to what people compare: no accents, case, punctuation or double spaces. */
export function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** The candidate most like what was typed, null when none is like it (more than a third of the letters differ). */
export function nearestName(typed: string, candidates: readonly string[]): string | null {
  const [best] = byLikeness(typed, candidates);
  if (best === undefined) return null;
  return distance(plainName(typed).slice(0, 80), plainName(best)) <= Math.max(1, Math.ceil(plainName(best).length / 3)) ? best : null;
}

/** The candidates, most like what was typed first. */
export function byLikeness(typed: string, candidates: readonly string[]): readonly string[] {
  const name = plainName(typed).slice(0, 80);
  return candidates
    .map((candidate) => ({ candidate, edits: distance(name, plainName(candidate)) }))
    .toSorted((a, b) => a.edits - b.edits)
    .map(({ candidate }) => candidate);
}

/** True when two words, as they are compared, differ by two letters at most: one is the other mistyped. */
export function isMistyped(word: string, meant: string): boolean {
  return Math.abs(word.length - meant.length) <= 2 && distance(word, meant) <= 2;
}
