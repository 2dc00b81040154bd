/** Bounds of an exponential backoff; `random` gives numbers in [0, 1). */
export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
  readonly random: () => number;
}

/**
 * Waiting times that double with each failure from `baseMs` up to `capMs`, each drawn from the upper half of its range, so that keys
 * that failed together do not come back together. The function takes the number of failures (from 1) and returns milliseconds.
 */
export function exponentialBackoff({ baseMs, capMs, random }: Backoff): (failures: number) => number {
  return (failures) => {
    const longest = Math.min(capMs, baseMs * 2 ** (failures - 1));
    return Math.round(longest * (0.5 + random() / 2));
  };
}
