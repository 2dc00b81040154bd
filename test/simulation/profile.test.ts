import { expect, it } from 'vitest';
import { among, callFaults, misfortunes, profiles } from './profile.ts';

it.each(['5', '30', 'all'] as const)(
  'les pannes « %s » sont de toutes sortes : celles des appels, des livraisons, les morts et les malheurs',
  (name) => {
    const { calls, deliveries, kills, kinds, events } = profiles[name];
    expect(new Set(kinds)).toEqual(new Set(callFaults));
    expect(new Set(events)).toEqual(new Set(misfortunes));
    expect(Math.min(calls, deliveries, kills)).toBeGreaterThan(0);
  },
);

it('ce qui arrête tout ne vient pas plus souvent parce qu’il y a plus de dossiers ; les appels en panne, si', () => {
  const { kills, calls } = profiles['30'];
  expect(among(3, profiles['30'])).toEqual(profiles['30']);
  expect(among(30, profiles['30'])).toMatchObject({ calls, kills: kills / 10, shutOut: 0.1 });
});
