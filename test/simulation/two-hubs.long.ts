import { expect, it } from 'vitest';
import { profiles } from './profile.ts';
import { runSeed } from './run-seed.ts';

it.each(['mixed', 'mixed-after'] as const)(
  'un dépôt que partagent deux dossiers, de deux dépôts d’accompagnement (%s), et tous les malheurs à la fois : la même fin que sans pannes, et rien d’enfreint',
  async (town) => {
    const { problems, life } = await runSeed({ seed: 5, dossiers: 2, stories: 'short', town, profile: profiles.all });
    expect(life.dossiers).toHaveLength(2);
    expect(problems, `npm run simulation -- --seed 5 --dossiers 2 --faults all --stories short --town ${town}`).toEqual([]);
  },
);
