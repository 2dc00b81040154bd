import { phasesOf } from './figures.ts';
import type { Snapshot } from './snapshot.ts';

/** An order of the dossiers, by its name in an address. */
export interface Sort {
  readonly name: string;
  readonly title: string;
  readonly compare: (snapshots: readonly Snapshot[]) => (one: Snapshot, other: Snapshot) => number;
}

/** The order where nobody asks for another one. */
export const oldestFirst: Sort = {
  name: 'attente',
  title: 'attente la plus ancienne',
  compare: () => by(({ clocks, phase }) => Date.parse(clocks.since ?? phase.since)),
};

export const sorts: readonly Sort[] = [
  oldestFirst,
  { name: 'dossier', title: 'titre', compare: () => (one, other) => one.title.localeCompare(other.title, 'fr') },
  {
    name: 'phase',
    title: 'phase',
    compare: (snapshots) => {
      const order = phasesOf(snapshots).map(({ id }) => id);
      return by(({ phase }) => order.indexOf(phase.id));
    },
  },
  { name: 'echeance', title: 'échéance la plus proche', compare: () => by(({ deadline }) => Date.parse(deadline?.day ?? never)) },
  { name: 'activite', title: 'dernière activité', compare: () => by(({ lastActivity }) => -Date.parse(lastActivity)) },
];

/** Later than what people plan. */
const never = '9999-12-31';

/** The order of that name; null for none. */
export function sortNamed(name: string): Sort | null {
  return sorts.find((sort) => sort.name === name) ?? null;
}

/** The dossiers in an order; those that it does not tell apart stay as they were. */
export function sorted(snapshots: readonly Snapshot[], sort: Sort): readonly Snapshot[] {
  return snapshots.toSorted(sort.compare(snapshots));
}

function by(value: (snapshot: Snapshot) => number) {
  return (one: Snapshot, other: Snapshot) => value(one) - value(other);
}
