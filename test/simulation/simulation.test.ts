import { expect, it } from 'vitest';
import { profiles } from './profile.ts';
import { runSeed } from './run-seed.ts';

// One life, since it costs some seconds: `two-hubs.long.ts` has a town of several, `npm run simulation` lives as many as one likes.
it('une panne sur trois appels : la même fin que sans pannes, et rien d’enfreint', async () => {
  const { problems, life } = await runSeed({ seed: 3, dossiers: 1, stories: 'short', town: 'apart', profile: profiles['30'] });
  expect(life.dossiers).toHaveLength(1);
  expect(problems, 'npm run simulation -- --seed 3 --dossiers 1 --faults 30 --stories short --town apart').toEqual([]);
}, 180_000);
