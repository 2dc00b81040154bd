import { describe, expect, it } from 'vitest';
import { type Faults, noFaults } from '../dossier/toy-hub.ts';
import { type Delivery, doubles, live, shown } from './live.ts';
import type { Life } from './lives.ts';

type ActionFault = ReturnType<Faults['action']>;
type ReadingFault = ReturnType<Faults['reading']>;

/** What can fail at one place: around an action of the App, or at a reading. */
export const failures = {
  'tuée avant une écriture': { at: 'actions', fault: 'before' },
  'tuée après une écriture': { at: 'actions', fault: 'after' },
  'une lecture sans réponse': { at: 'readings', fault: 'unavailable' },
  'une lecture en retard d’une écriture': { at: 'readings', fault: 'stale' },
} as const;
export type Failure = keyof typeof failures;

/** One fault, by its kind and its place. */
export interface Place {
  readonly failure: Failure;
  readonly at: number;
}

const fates = ['lost', 'twice', 'late'] as const;

/** Which of so many places are tried. */
export type Choice = (count: number) => readonly number[];

/** Tests that a life ends as without faults, wherever one of them is put among the places that are chosen. */
export function describeLife(name: string, life: () => Life, choose: Choice): void {
  describe(`une vie entière, ${name}, finit de même`, () => {
    const { places, endsAsExpected } = expectations(life);

    it('et a de quoi échouer', () => {
      expect(places('tuée avant une écriture')).toBeGreaterThan(15);
      expect(places('une lecture sans réponse')).toBeGreaterThan(15);
    });

    it.each(Object.keys(failures).filter(isFailure))('où qu’elle soit interrompue : %s', (failure) => {
      const different = choose(places(failure)).filter((at) => !endsAsExpected(faultsOf([{ failure, at }])));
      expect(different).toEqual([]);
    });

    it.each(fates)('quel que soit l’événement qui est : %s', (fate) => {
      const { acts, passing = [] } = life();
      const tried = choose(acts.length).filter((at) => fate === 'twice' || !passing.includes(at));
      const different = tried.filter((at) => !endsAsExpected(noFaults, (index) => (index === at ? fate : 'once')));
      expect(different).toEqual([]);
    });

    it('aucune exception n’est de trop', () => {
      const { passing = [] } = life();
      const needless = passing.filter((at) =>
        (['lost', 'late'] as const).every((fate) => endsAsExpected(noFaults, (index) => (index === at ? fate : 'once'))),
      );
      expect(needless).toEqual([]);
    });
  });
}

/** How a life ends without faults, and whether it ends so with some. Throws where a slot holds two comments. */
export function expectations(life: () => Life) {
  const whole = live(life(), noFaults);
  const expected = JSON.stringify(shown(whole));
  const counts = whole.counts();
  return {
    /** How many places such a failure has. */
    places: (failure: Failure) => counts[failures[failure].at],
    endsAsExpected: (faults: Faults, delivery?: Delivery) => {
      const hub = live(life(), faults, delivery);
      expect(doubles(hub)).toEqual([]);
      return JSON.stringify(shown(hub)) === expected;
    },
  };
}

/** The faults at these places, and no others. */
export function faultsOf(places: readonly Place[]): Faults {
  const actions = new Map<number, ActionFault>();
  const readings = new Map<number, ReadingFault>();
  for (const { failure, at } of places) {
    const kind = failures[failure];
    if (kind.at === 'actions') actions.set(at, kind.fault);
    else readings.set(at, kind.fault);
  }
  return { action: (index) => actions.get(index) ?? null, reading: (index) => readings.get(index) ?? null };
}

export function isFailure(name: string): name is Failure {
  return name in failures;
}
