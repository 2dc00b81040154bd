import { chance } from './chance.ts';
import type { CallMade } from './network.ts';
import { otherHubOf, repositoryOf, sharingIn, type Town } from './population.ts';
import { perform } from './perform.ts';
import { among, type Misfortune, misfortunes, type Profile } from './profile.ts';
import { type Shown, show } from './shown.ts';
import { type StoryLength, storyOf } from './story.ts';
import { createTally, type Tally } from './tally.ts';
import { type Replicas, START, startWorld, stateSecrets, type World } from './world.ts';

export interface LiveOptions {
  readonly seed: number;
  readonly dossiers: number;
  readonly profile: Profile;
  /** Of the stories; that of the profile by default: a run without faults lives by that of the run with them. */
  readonly pace: number;
  readonly stories: StoryLength;
  /** Several processes on one database; one that is alone by default. */
  readonly replicas?: Replicas;
  /** `apart` by default. */
  readonly town?: Town;
}

/** How a run ended. */
export interface Life {
  readonly dossiers: readonly Shown[];
  /** What holds of the whole App and does not: set aside, wrote again, told a secret. */
  readonly problems: readonly string[];
  /** Acts that could not be done, since what they need was never there. */
  readonly inVain: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly virtualHours: number;
  /** Those to GitHub while something could go wrong, in order. */
  readonly calls: readonly CallMade[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** People look again so many times for what is not there yet, every so many milliseconds. */
const PATIENCE = { times: 3, ms: 20 * MINUTE } as const;
/** Sweeps that mend what is left once nothing goes wrong any more; what was set aside is tried after one hour, then two. */
const MENDING_MS = 4 * HOUR;

/** Lives the stories of a seed on a world of its own, lets it come to rest, and looks at what is left. */
export async function live({
  seed,
  dossiers,
  profile: given,
  pace,
  stories: length,
  town = 'apart',
  replicas,
}: LiveOptions): Promise<Life> {
  const tally = createTally();
  const profile = among(dossiers, given);
  const world = await startWorld({ seed, dossiers, town, profile, tally, ...(replicas === undefined ? {} : { replicas }) });
  try {
    const stage = { world, town, tally, numbers: new Map<number, number>(), inVain: [] as string[] };
    const stories = Array.from({ length: dossiers }, (_, index) => ({
      place: index + 1,
      steps: storyOf({ seed, place: index + 1, sharing: sharingIn(town), pace, length }),
    }));
    for (const { place, steps } of stories) for (const step of steps) plan(stage, { place, step, tries: PATIENCE.times });
    const end = START.getTime() + Math.max(...stories.flatMap(({ steps }) => steps.map(({ at }) => at)));
    planMisfortunes(stage, { seed, events: profile.events, end });
    await world.passUntil(end + PATIENCE.times * PATIENCE.ms);
    world.mend();
    const calls = [...world.calls];
    await world.passUntil(world.time.now() + MENDING_MS);
    const problems = [...(await setAside(world)), ...(await writesAgain(world)), ...leaks(world)];
    const shown = [];
    for (const [place, number] of [...stage.numbers].toSorted(([one], [other]) => one - other))
      shown.push(await show({ ...whereIs(stage, place), place, number, secrets: stateSecrets }));
    return {
      dossiers: shown,
      problems,
      inVain: stage.inVain,
      counts: tally.counts(),
      virtualHours: (world.time.now() - START.getTime()) / HOUR,
      calls,
    };
  } finally {
    await world.close();
  }
}

interface Stage {
  readonly world: World;
  readonly town: Town;
  readonly tally: Tally;
  /** Issue numbers by place. */
  readonly numbers: Map<number, number>;
  readonly inVain: string[];
}

type Planned = { readonly place: number; readonly step: ReturnType<typeof storyOf>[number]; readonly tries: number };

/** The hub and the repository of a dossier, now. */
function whereIs({ world, town }: Pick<Stage, 'world' | 'town'>, place: number) {
  return { github: world.github, hub: otherHubOf(place, town) ?? world.hub(), repository: repositoryOf(place, town) };
}

function plan(stage: Stage, { place, step, tries }: Planned): void {
  const { world, tally, numbers, inVain } = stage;
  const { time, inFlight } = world;
  const act = async () => {
    const scene = { ...whereIs(stage, place), place, number: numbers.get(place) ?? null };
    const done = await perform(step.act, step.by, scene);
    if (done.kind === 'not yet' && tries > 0) return plan(stage, { place, step: { ...step, at: step.at + PATIENCE.ms }, tries: tries - 1 });
    if (done.kind === 'not yet') return void inVain.push(`dossier ${place}, ${step.by} : ${step.act.does}`);
    if (done.opened !== undefined) numbers.set(place, done.opened);
    tally.add('act');
  };
  time.at(
    START.getTime() + step.at,
    () =>
      void inFlight.during(act).catch((error: unknown) => inVain.push(`dossier ${place}, ${step.by} : ${step.act.does}, ${String(error)}`)),
  );
}

function planMisfortunes({ world }: Stage, { seed, events, end }: { seed: number; events: readonly Misfortune[]; end: number }): void {
  for (const event of misfortunes.filter((one) => events.includes(one))) {
    const at = START.getTime() + chance(seed, 'misfortune', event) * (end - START.getTime() - HOUR);
    world.time.at(at, () => void world.befall(event));
  }
}

async function setAside(world: World): Promise<readonly string[]> {
  const { setAside: left } = await world.stats();
  return left === 0 ? [] : [`rien n’est mis de côté pour toujours : ${left}`];
}

/** Another process looks at everything anew, and finds nothing to do but what falls due by then. */
async function writesAgain(world: World): Promise<readonly string[]> {
  world.github.requests.clear();
  await world.lookAgain();
  const writes = world.github.requests.of('installation').filter(({ kind }) => kind === 'write' || kind === 'content');
  return writes.map(({ method, path }) => `un second passage n’écrit rien : ${method} ${path}`);
}

const secret = /\bgh[a-z]_\w{10}|\bjeton-|BEGIN [A-Z ]*PRIVATE KEY|secret-d[eu]-/;

function leaks({ log }: World): readonly string[] {
  return log.filter((line) => secret.test(line)).map((line) => `aucun secret dans le journal : ${line.slice(0, 200)}`);
}
