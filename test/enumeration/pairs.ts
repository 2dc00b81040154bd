import { assert, constant, constantFrom, nat, property, record } from '../property.ts';
import { describe, expect, it } from 'vitest';
import { endsOf, failures, isFailure, replayLine } from './ends.ts';
import type { Life } from './life.ts';

/** Pairs of places that are tried in each life: all of them would take hours. */
const PAIRS = 60;

/** Tests that each life ends as without faults, wherever two of them are put. */
export function describePairs(lives: Readonly<Record<string, () => Life>>): void {
  describe('deux pannes dans une vie', () => {
    it.each(Object.entries(lives))('%s finit de même', (name, life) => {
      const { places, differences } = endsOf(life);
      const place = constantFrom(
        ...Object.keys(failures)
          .filter(isFailure)
          .filter((failure) => failures[failure].at !== 'acts'),
      ).chain((failure) => record({ failure: constant(failure), at: nat(places(failure) - 1) }));
      assert(
        property(place, place, (first, second) => {
          const broken = differences([first, second]).length === 0 ? [] : [replayLine(name, [first, second])];
          expect(broken).toEqual([]);
        }),
        { numRuns: PAIRS },
      );
    });
  });
}
