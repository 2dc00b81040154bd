import { expect, it } from 'vitest';
import { usualLimits } from '../../sandbox/emulator/limits.ts';
import { liveDay } from './day.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const resources = ['core', 'graphql'] as const;
/** Somebody asks for something every ten minutes, day and night. */
const busy = { dossiers: 1_000, lively: 30, everyMs: 10 * MINUTE, sizes: usualLimits } as const;

it('une journée de mille dossiers avec leurs personnes ne dépense jamais la limite de GitHub, et rien n’est refusé', async () => {
  const day = await liveDay({ ...busy, hours: 24 });
  expect(day).toMatchObject({ refused: 0, asked: 144, answered: 144 });
  expect(day.longestWaitMs).toBeLessThan(MINUTE);
  expect(Math.max(day.spent.core, day.spent.graphql)).toBeLessThanOrEqual(usualLimits.core * 0.2);
});

it('un autre programme laisse à chaque heure le dernier cinquième, et l’application redémarre : les personnes sont servies dans la minute, les passages attendent, rien n’est refusé', async () => {
  const day = await liveDay({
    ...busy,
    hours: 4,
    restarts: [0, 2 * HOUR + 10 * MINUTE],
    others: (limits) => {
      for (const resource of resources) limits.spend(resource, usualLimits[resource] * 0.85 - limits.spent(resource));
    },
  });
  expect(day).toMatchObject({ refused: 0, asked: 24, answered: 24 });
  expect(day.longestWaitMs).toBeLessThan(MINUTE);
});

it('un autre programme dépense tout, à chaque heure : cinq appels refusés au plus chaque fois, et chacun a sa réponse dans l’heure', async () => {
  const hours = 3;
  const day = await liveDay({
    ...busy,
    hours,
    others: (limits) => {
      for (const resource of resources) limits.spend(resource, usualLimits[resource]);
    },
  });
  expect(day.refused).toBeGreaterThan(0);
  expect(day.refused).toBeLessThanOrEqual(5 * hours);
  expect(day.answered).toBe(day.asked);
  expect(day.longestWaitMs).toBeLessThan(HOUR + MINUTE);
});
