import { expect, it } from 'vitest';
import { callFaults, misfortunes, profiles } from './profile.ts';

it.each(['5', '30', 'all'] as const)(
  'les pannes « %s » sont de toutes sortes : celles des appels, des livraisons, les morts et les malheurs',
  (name) => {
    const { calls, deliveries, kills, kinds, events } = profiles[name];
    expect(new Set(kinds)).toEqual(new Set(callFaults));
    expect(new Set(events)).toEqual(new Set(misfortunes));
    expect(Math.min(calls, deliveries, kills)).toBeGreaterThan(0);
  },
);
