import { expect, it } from 'vitest';
import { againAt } from '../../src/words/again-at.ts';

const hour = 3_600_000;

it.each([
  [0, Number.NEGATIVE_INFINITY],
  [2, Number.NEGATIVE_INFINITY],
  [3, 1],
  [4, 2],
  [5, 4],
  [6, 8],
  [7, 12],
  [50, 12],
])('fait %i fois dans le jour, pour trois sans attendre : encore après %d h', (count, hours) => {
  const times = Array.from({ length: count }, (_, index) => index);
  expect(againAt(times, 3)).toBe(Math.max(count - 1, 0) + hours * hour);
});
