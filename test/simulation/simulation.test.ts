import { expect, it } from 'vitest';
import type { Town } from './population.ts';
import { profiles, type ProfileName } from './profile.ts';
import type { StoryLength } from './story.ts';
import { runSeed } from './run-seed.ts';

/** Few, since a life costs some seconds: `npm run simulation` lives as many as one likes. */
const runs: readonly {
  readonly title: string;
  readonly faults: ProfileName;
  readonly seed: number;
  readonly dossiers: number;
  readonly stories: StoryLength;
  readonly town: Town;
}[] = [
  {
    title: 'un dépôt que partagent deux dossiers, de deux dépôts d’accompagnement, et tous les malheurs à la fois',
    faults: 'all',
    seed: 5,
    dossiers: 2,
    stories: 'short',
    town: 'mixed',
  },
  { title: 'une panne sur trois appels', faults: '30', seed: 3, dossiers: 1, stories: 'short', town: 'apart' },
];

it.each(runs)(
  '$title : la même fin que sans pannes, et rien d’enfreint',
  async ({ faults, seed, dossiers, stories, town }) => {
    const { problems, life } = await runSeed({ seed, dossiers, stories, town, profile: profiles[faults] });
    expect(life.dossiers).toHaveLength(dossiers);
    expect(
      problems,
      `npm run simulation -- --seed ${seed} --dossiers ${dossiers} --faults ${faults} --stories ${stories} --town ${town}`,
    ).toEqual([]);
  },
  180_000,
);
