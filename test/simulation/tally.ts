/** Counts by name, as a report tells them. */
export interface Tally {
  add(name: string, by?: number): void;
  /** By name, in the order of the alphabet. */
  counts(): Readonly<Record<string, number>>;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
    counts: () => Object.fromEntries([...counts].toSorted(([one], [other]) => one.localeCompare(other, 'en'))),
  };
}
