import { parseArgs } from 'node:util';
import { type ProfileName, profiles } from './profile.ts';
import { runSeed, type SeedReport } from './run-seed.ts';
import { storyLengths, type StoryLength } from './story.ts';
import { createTally, type Tally } from './tally.ts';

const DEFAULT_MINUTES = 30;

interface Options {
  readonly seed: number;
  readonly dossiers: number;
  readonly faults: ProfileName;
  readonly stories: StoryLength;
  /** 0: one seed alone. */
  readonly minutes: number;
}

const options = readOptions();
const tally = createTally();
let failed = false;
const until = performance.now() + options.minutes * 60_000;
for (let { seed } = options; seed === options.seed || performance.now() < until; seed += 1) {
  const report = await runSeed({ seed, dossiers: options.dossiers, stories: options.stories, profile: profiles[options.faults] });
  count(report, tally);
  for (const problem of report.problems) say(`  ${problem}`);
  if (report.problems.length > 0)
    say(`npm run simulation -- --seed ${seed} --dossiers ${options.dossiers} --faults ${options.faults} --stories ${options.stories}`);
  failed ||= report.problems.length > 0;
}
say(JSON.stringify(tally.counts(), null, 2));
process.exitCode = failed ? 1 : 0;

/** One seed where it is named, half an hour of them otherwise. Throws on an option that does not exist. */
function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { minutes: text, seed: text, dossiers: text, faults: text, stories: text } });
  const { seed, minutes = seed === undefined ? DEFAULT_MINUTES : 0, dossiers = 10, faults = '5', stories = 'whole' } = values;
  if (!isProfile(faults)) throw new Error(`--faults : ${Object.keys(profiles).join(', ')}`);
  const length = storyLengths.find((one) => one === stories);
  if (length === undefined) throw new Error(`--stories : ${storyLengths.join(', ')}`);
  return { seed: Number(seed ?? 1), dossiers: Number(dossiers), faults, stories: length, minutes: Number(minutes) };
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
