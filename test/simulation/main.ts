import { parseArgs } from 'node:util';
import { towns } from './population.ts';
import { profileNames, profiles } from './profile.ts';
import { runSeed, type SeedReport } from './run-seed.ts';
import { storyLengths, type StoryLength } from './story.ts';
import { liveCalmly, placeNamed, placesOf, strike, struckStories } from './strikes.ts';
import { createTally, type Tally } from './tally.ts';
import { usualWorld, type WorldLived, worldOf } from './worlds.ts';

const DEFAULT_MINUTES = 30;

interface Options {
  readonly seed: number;
  /** What was asked of the worlds. */
  readonly world: Partial<WorldLived>;
  /** One call of a plain life that fails, and how; null for seeds. */
  readonly strike: string | null;
  /** 0: one seed alone. */
  readonly minutes: number;
}

const options = readOptions();
if (options.strike !== null) await strikeOnce(options.strike, options.world.stories);
else await liveSeeds(options);

/** One call of a plain life fails, as a test printed it; what does not hold then is told. Throws where that life has no such place. */
async function strikeOnce(written: string, stories: StoryLength | undefined): Promise<void> {
  const struck = struckStories.find((one) => one === stories);
  if (struck === undefined) throw new Error(`--stories : ${struckStories.join(', ')}`);
  const quiet = await liveCalmly(struck);
  const place = placeNamed(quiet, written);
  if (place === null)
    throw new Error(
      `--strike : ${placesOf(quiet)
        .map(({ struck: { call, fault } }) => `${call}:${fault}`)
        .join(', ')}`,
    );
  const problems = await strike(quiet, place, struck);
  say(
    [place.route, ...problems.map((problem) => `  ${problem}`), ...(problems.length === 0 ? ['La même fin que sans panne.'] : [])].join(
      '\n',
    ),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function liveSeeds({ seed: first, world, minutes }: Options): Promise<void> {
  const tally = createTally();
  let failed = false;
  const until = performance.now() + minutes * 60_000;
  for (let seed = first; seed === first || performance.now() < until; seed += 1) {
    const { dossiers, faults, stories, town } = { ...(minutes === 0 ? usualWorld : worldOf(seed)), ...world };
    const report = await runSeed({ seed, dossiers, stories, town, profile: profiles[faults] });
    count(report, tally);
    const isBroken = report.problems.length > 0;
    for (const problem of report.problems) say(`  ${problem}`);
    if (isBroken || minutes > 0)
      say(
        `${isBroken ? '' : 'vécu : '}npm run simulation -- --seed ${seed} --dossiers ${dossiers} --faults ${faults} --stories ${stories} --town ${town}`,
      );
    failed ||= isBroken;
  }
  say(JSON.stringify(tally.counts(), null, 2));
  process.exitCode = failed ? 1 : 0;
}

/** One seed where it is named, half an hour of them otherwise. Throws on an option that does not exist. */
function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { minutes: text, seed: text, dossiers: text, faults: text, stories: text, town: text, strike: text },
  });
  const { seed, minutes = seed === undefined ? DEFAULT_MINUTES : 0, dossiers, faults, stories, town, strike: place = null } = values;
  const world = {
    ...(dossiers === undefined ? {} : { dossiers: Number(dossiers) }),
    ...(faults === undefined ? {} : { faults: oneOf('faults', faults, profileNames) }),
    ...(stories === undefined ? {} : { stories: oneOf('stories', stories, storyLengths) }),
    ...(town === undefined ? {} : { town: oneOf('town', town, towns) }),
  };
  return { seed: Number(seed ?? 1), world, minutes: Number(minutes), strike: place };
}

function oneOf<T extends string>(option: string, written: string, among: readonly T[]): T {
  const found = among.find((one) => one === written);
  if (found === undefined) throw new Error(`--${option} : ${among.join(', ')}`);
  return found;
}

function count({ life, problems }: SeedReport, into: Tally): void {
  into.add('seeds');
  into.add('dossiers', life.dossiers.length);
  into.add('virtual hours', Math.round(life.virtualHours));
  for (const [name, times] of Object.entries(life.counts)) into.add(name, times);
  for (const problem of problems) into.add(`broken: ${problem.split(' : ')[0] ?? ''}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
