import { distance } from 'fastest-levenshtein';
import { normaliseLabel } from './normalise-label.ts';

/** A heading longer than this resembles no label, in characters. */
const MAX_LENGTH = 150;
/** Share of the characters that may differ. */
const TOLERANCE = 0.34;

/** The label that a mistyped or reworded heading most resembles (edit distance of Levenshtein), null when none is near. */
export function nearestLabel(heading: string, labels: readonly string[]): string | null {
  const written = normaliseLabel(heading.slice(0, 2 * MAX_LENGTH));
  if (written === '' || written.length > MAX_LENGTH) return null;
  let nearest: { label: string; share: number } | null = null;
  for (const label of labels) {
    const wanted = normaliseLabel(label);
    const length = Math.max(written.length, wanted.length);
    if (Math.abs(written.length - wanted.length) > TOLERANCE * length) continue;
    const share = distance(written, wanted) / length;
    if (share <= TOLERANCE && share < (nearest?.share ?? Infinity)) nearest = { label, share };
  }
  return nearest?.label ?? null;
}
