/** What goes wrong, by the place in the life of the hub, from 0: the App dies around one of its actions; GitHub does not answer, or as before the App's last action. */
export interface Faults {
  readonly action: (index: number) => 'before' | 'after' | null;
  readonly reading: (index: number) => 'stale' | 'unavailable' | null;
}

export const noFaults: Faults = { action: () => null, reading: () => null };

/** The App went no further: it died, or GitHub did not answer. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
