import { closest, distance } from 'fastest-levenshtein';

/** The known name that was likely meant; null when none is like what was written (more than a third of its letters differ). */
export function nearestKey(written: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const nearest = closest(written.slice(0, 80), [...known]);
  return distance(written.slice(0, 80), nearest) <= Math.ceil(nearest.length / 3) ? nearest : null;
}
