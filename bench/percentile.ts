/** The value below which `percent` per cent of the values lie, rounded to a hundredth. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? 0;
  return Math.round(value * 100) / 100;
}
