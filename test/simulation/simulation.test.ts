import { expect, it } from 'vitest';
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
}[] = [
  { title: 'une panne sur vingt appels, et tous les malheurs à la fois', faults: 'all', seed: 4, dossiers: 2, stories: 'brisk' },
  { title: 'une panne sur trois appels', faults: '30', seed: 3, dossiers: 1, stories: 'short' },
];

it.each(runs)(
  '$title : la même fin que sans pannes, et rien d’enfreint',
  async ({ faults, seed, dossiers, stories }) => {
    const { problems, life } = await runSeed({ seed, dossiers, stories, profile: profiles[faults] });
    expect(life.dossiers).toHaveLength(dossiers);
    expect(problems, `npm run simulation -- --seed ${seed} --dossiers ${dossiers} --faults ${faults} --stories ${stories}`).toEqual([]);
  },
  180_000,
);
