import { differences } from './differences.ts';
import { invariants } from './invariants.ts';
import { type Life, live, type LiveOptions } from './live.ts';
import { calm } from './profile.ts';

export interface SeedReport {
  readonly seed: number;
  /** What does not hold, each with the name of what it breaks. */
  readonly problems: readonly string[];
  readonly life: Life;
}

export type RunOptions = Omit<LiveOptions, 'pace'>;

/** Lives a seed twice, in one process without faults and then with what is asked, and judges the second. */
export async function runSeed({ profile, replicas, ...given }: RunOptions): Promise<SeedReport> {
  const { seed } = given;
  const { pace } = profile;
  const quiet = await live({ ...given, profile: calm, pace });
  const several = replicas === undefined ? {} : { replicas };
  const life = profile === calm && replicas === undefined ? quiet : await live({ ...given, ...several, profile, pace });
  return { seed, life, problems: problemsOf(quiet, life) };
}

/** What does not hold of a life, beside the one without faults; that one may be judged by itself. */
export function problemsOf(quiet: Life, life: Life): readonly string[] {
  return [...life.problems, ...judge(life), ...(life === quiet ? [] : compare(quiet, life))];
}

function judge({ dossiers }: Life): readonly string[] {
  return dossiers.flatMap((shown) =>
    invariants.flatMap(({ name, broken }) => broken(shown).map((where) => `${name} : dossier ${shown.place}, ${where}`)),
  );
}

function compare(quiet: Life, life: Life): readonly string[] {
  const name = 'la même fin que sans pannes';
  const inVain = life.inVain.filter((act) => !quiet.inVain.includes(act)).map((act) => `personne n’attend en vain : ${act}`);
  const ends = quiet.dossiers.flatMap((before) => {
    const after = life.dossiers.find(({ place }) => place === before.place);
    return after === undefined
      ? [`${name} : le dossier ${before.place} manque`]
      : differences(before, after).map((where) => `${name} : dossier ${before.place}, ${where}`);
  });
  return [...inVain, ...ends];
}
