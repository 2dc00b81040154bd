import { expect, it } from 'vitest';
import { profiles } from './profile.ts';
import { runSeed } from './run-seed.ts';

it.each(['5', '30', 'all', 'twins'] as const)(
  'trois dossiers d’un même dépôt, dont un dans un second dépôt d’accompagnement, pannes « %s » : la même fin',
  async (faults) => {
    const { problems } = await runSeed({ seed: 5, dossiers: 3, stories: 'brisk', town: 'mixed', profile: profiles[faults] });
    expect(problems, `npm run simulation -- --seed 5 --dossiers 3 --faults ${faults} --stories brisk --town mixed`).toEqual([]);
  },
);
