/** What goes wrong, by the place in the life of the hub, from 0: the App dies around one of its actions; GitHub does not answer, or as before the App's last action. */
export interface Faults {
  /** Whether GitHub ever answers as before: without, what it showed then is not kept, which is costly. */
  readonly lags: boolean;
  readonly action: (index: number) => 'before' | 'after' | null;
  readonly reading: (index: number) => 'stale' | 'unavailable' | null;
}

export const noFaults: Faults = { lags: false, action: () => null, reading: () => null };

/** The App went no further: it died, or GitHub did not answer. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
