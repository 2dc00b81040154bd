import { expect, it } from 'vitest';
import { worldOf } from './worlds.ts';

const worlds = Array.from({ length: 40 }, (_, index) => worldOf(index + 1));

it('des graines qui se suivent vivent des mondes de toutes les tailles, de quelques dossiers à des centaines, à peu et à beaucoup de pannes', () => {
  expect(new Set(worlds.slice(0, 4).map(({ dossiers }) => dossiers))).toEqual(new Set([3, 10, 30, 200]));
  for (const faults of ['5', '30', 'all']) expect(worlds.some((one) => one.dossiers === 200 && one.faults === faults)).toBe(true);
  expect(new Set(worlds.map(({ town }) => town)).size).toBe(3);
});

it('le monde d’une graine ne dépend que d’elle', () => {
  expect(worldOf(7)).toEqual(worldOf(7));
});
