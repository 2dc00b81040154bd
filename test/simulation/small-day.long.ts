import { expect, it } from 'vitest';
import { usualLimits } from '../../sandbox/emulator/limits.ts';
import { liveDay } from './day.ts';

const MINUTE = 60_000;

// A small one: `day.long.ts` has those of a thousand dossiers.
it('deux heures de cinquante dossiers, dont un autre programme dépense presque toute la limite : rien n’est refusé, chacun a sa réponse', async () => {
  const day = await liveDay({
    dossiers: 50,
    lively: 2,
    hours: 2,
    everyMs: 12 * MINUTE,
    sizes: usualLimits,
    others: (limits) => {
      for (const resource of ['core', 'graphql'] as const) limits.spend(resource, usualLimits[resource] * 0.85 - limits.spent(resource));
    },
  });
  expect(day).toMatchObject({ refused: 0, asked: 10, answered: 10 });
  expect(day.longestWaitMs).toBeLessThan(MINUTE);
}, 180_000);
