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
  return editDistance(plainName(typed).slice(0, 80), plainName(best)) <= Math.max(1, Math.ceil(plainName(best).length / 3)) ? best : null;
}

/** The candidates, most like what was typed first. */
export function byLikeness(typed: string, candidates: readonly string[]): readonly string[] {
  const name = plainName(typed).slice(0, 80);
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(name, plainName(candidate)) }))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
}

/** Number of insertions, deletions and substitutions between two words (Levenshtein); quadratic, so for names only. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
