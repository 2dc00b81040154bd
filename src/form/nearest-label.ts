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
    const share = editDistance(written, wanted) / length;
    if (share <= TOLERANCE && share < (nearest?.share ?? Infinity)) nearest = { label, share };
  }
  return nearest?.label ?? null;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, character] of Array.from({ length: a.length }, (_, index) => a.charAt(index)).entries()) {
    const next = [line + 1];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (character === b.charAt(column - 1) ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
