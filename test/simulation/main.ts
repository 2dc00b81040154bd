import { parseArgs } from 'node:util';
import { type Town, towns } from './population.ts';
import { type ProfileName, profiles } from './profile.ts';
import { runSeed, type SeedReport } from './run-seed.ts';
import { storyLengths, type StoryLength } from './story.ts';
import { liveCalmly, placeNamed, placesOf, strike, struckStories } from './strikes.ts';
import { createTally, type Tally } from './tally.ts';

const DEFAULT_MINUTES = 30;

interface Options {
  readonly seed: number;
  readonly dossiers: number;
  readonly faults: ProfileName;
  readonly stories: StoryLength;
  readonly town: Town;
  /** One call of a plain life that fails, and how; null for seeds. */
  readonly strike: string | null;
  /** 0: one seed alone. */
  readonly minutes: number;
}

const options = readOptions();
if (options.strike !== null) await strikeOnce(options.strike, options.stories);
else await liveSeeds(options);

/** One call of a plain life fails, as a test printed it; what does not hold then is told. Throws where that life has no such place. */
async function strikeOnce(written: string, stories: StoryLength): Promise<void> {
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

async function liveSeeds({ seed: first, dossiers, faults, stories, town, minutes }: Options): Promise<void> {
  const tally = createTally();
  let failed = false;
  const until = performance.now() + minutes * 60_000;
  for (let seed = first; seed === first || performance.now() < until; seed += 1) {
    const report = await runSeed({ seed, dossiers, stories, town, profile: profiles[faults] });
    count(report, tally);
    for (const problem of report.problems) say(`  ${problem}`);
    if (report.problems.length > 0)
      say(`npm run simulation -- --seed ${seed} --dossiers ${dossiers} --faults ${faults} --stories ${stories} --town ${town}`);
    failed ||= report.problems.length > 0;
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
  const {
    seed,
    minutes = seed === undefined ? DEFAULT_MINUTES : 0,
    dossiers = 10,
    faults = '5',
    stories = 'whole',
    town: where = 'apart',
    strike: place = null,
  } = values;
  if (!isProfile(faults)) throw new Error(`--faults : ${Object.keys(profiles).join(', ')}`);
  const length = storyLengths.find((one) => one === stories);
  if (length === undefined) throw new Error(`--stories : ${storyLengths.join(', ')}`);
  const town = towns.find((one) => one === where);
  if (town === undefined) throw new Error(`--town : ${towns.join(', ')}`);
  return { seed: Number(seed ?? 1), dossiers: Number(dossiers), faults, stories: length, minutes: Number(minutes), strike: place, town };
}

function isProfile(name: string): name is ProfileName {
  return name in profiles;
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
