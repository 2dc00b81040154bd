const HOUR_MS = 3_600_000;
const LONGEST_HOURS = 12;

/**
 * When something that was done at these times may be done again, all in milliseconds, the times of the last day, the oldest first: now as often as is free, then an hour after
 * the last time, two, four, twelve at the most. Minus infinity where it may now.
 */
export function againAt(times: readonly number[], free: number): number {
  const excess = times.length - free;
  const last = times.at(-1);
  return last === undefined || excess < 0 ? Number.NEGATIVE_INFINITY : last + HOUR_MS * Math.min(LONGEST_HOURS, 2 ** excess);
}
