/** The value in the middle, or the mean of the two that are; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = inOrder(values);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The smallest value that nine in ten do not pass (nearest rank); null for none. */
export function ninetieth(values: readonly number[]): number | null {
  // By tenths of whole numbers: 0.9 has no exact value.
  return inOrder(values)[Math.ceil((values.length * 9) / 10) - 1] ?? null;
}

function inOrder(values: readonly number[]): readonly number[] {
  return values.toSorted((one, other) => one - other);
}
