import * as fc from '../property.ts';
import { expect, it } from 'vitest';
import { exponentialBackoff } from '../../src/queue/backoff.ts';

it.each([
  { nom: 'tirage le plus bas', random: 0, expected: [5_000, 10_000, 20_000, 30_000, 30_000] },
  { nom: 'tirage du milieu', random: 0.5, expected: [7_500, 15_000, 30_000, 45_000, 45_000] },
])('l’attente double à chaque échec jusqu’au plafond ($nom)', ({ random, expected }) => {
  const backoff = exponentialBackoff({ baseMs: 10_000, capMs: 60_000, random: () => random });
  expect([1, 2, 3, 4, 500].map(backoff)).toEqual(expected);
});

it('l’attente reste entre la moitié de la base et le plafond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
      const wait = exponentialBackoff({ baseMs: 1_000, capMs: 300_000, random: () => random })(failures);
      expect(wait).toBeGreaterThanOrEqual(500);
      expect(wait).toBeLessThanOrEqual(300_000);
    }),
  );
});
