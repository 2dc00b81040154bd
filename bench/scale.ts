import { type Limits, createLimits, usualLimits } from '../sandbox/emulator/limits.ts';
import { type Call, countCalls } from '../sandbox/emulator/request-log.ts';
import { person } from '../sandbox/emulator/person.ts';
import { createManyDossiers } from '../test/simulation/many-dossiers.ts';
import { aBody } from '../test/dossier/toy-hub.ts';
import { perform } from '../test/simulation/perform.ts';
import { authors, repositoryOf, serviceTeam } from '../test/simulation/population.ts';
import { calm } from '../test/simulation/profile.ts';
import { createTally } from '../test/simulation/tally.ts';
import { startWorld, stateSecrets, type World } from '../test/simulation/world.ts';
import { atMost, type Bound } from './bounds.ts';
import { memoryOf } from './memory-of.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SWEEP_MS = 15 * MINUTE;
const LATENCY_MS = 100;
/** What runs at the same time, as in production. */
const AT_ONCE = 8;
const DELIVERIES = 500;
const SENT_AT_ONCE = 50;
const SENT_EVERY_MS = 50;
/** From GitHub to the App, in this world. */
const TRAVEL_MS = 700;
/** Enough for a pass over a page that nothing is left to do in. */
const PAGE_MS = 3 * SECOND;
/** The hub was looked at, and the first pages of its dossiers were read. */
const PASS_BEGUN_MS = 4 * SECOND;
const AT_ONCE_IN_A_PAGE = 50;
/** More than a page of them, each with its repositories: more than an hour is enough to read again. */
const MIRRORED = 51;
const REPOSITORIES = 3;

/**
 * What a large portfolio costs. Calls are those that count on GitHub's limit. Times are virtual: time stands still while a processor is at work, the App's or that
 * of the embedded GitHub, so that a call takes 100 ms whatever the machine does meanwhile; what the App itself takes of a processor is measured beside it.
 */
export async function benchScale() {
  return {
    thousand: await passesOver(1_000),
    tenThousand: await passesOver(10_000),
    anHour: await hourWithMirrors(1_000),
    command: await commands(1_000),
    burst: await burst(DELIVERIES + 1),
    limit: await limitSpent(DELIVERIES + 1),
    memory: await memoryOf(1_000),
  };
}

/** A world of which the first dossier stands for many, where nothing is left to do; a person acts in the second. */
async function startBench(dossiers: number) {
  const limits = createLimits({ ...usualLimits, contents: { minute: 80, hour: 500 } });
  const many = createManyDossiers(stateSecrets);
  const gap: Limits['gap'] = (request, forward) => limits.gap(request, (passed) => many.gap(passed, forward));
  const world = await startWorld({
    seed: 1,
    dossiers,
    town: 'apart',
    profile: calm,
    tally: createTally(),
    limits: { ...limits, gap },
    steadyMs: LATENCY_MS,
    settings: { sweepIntervalMs: SWEEP_MS },
  });
  const lea = person(authors[0], { url: world.github.url, repository: world.hub() });
  for (const title of ['Projet', 'Projet de la personne'])
    await world.inFlight.during(() => lea.submitForm({ title, body: aBody({ 'depots-applicatifs': null, 'depots-infra': null }) }));
  await pass(world, 2 * HOUR);
  return { world, many, limits, lea };
}

type Bench = Awaited<ReturnType<typeof startBench>>;

async function pass(world: World, ms: number): Promise<void> {
  await world.passUntil(world.time.now() + ms);
}

/** The calls of installations while something happens. */
async function callsOf({ github }: World, during: () => Promise<void>): Promise<readonly Call[]> {
  github.requests.clear();
  await during();
  return github.requests.of('installation');
}

async function counted(world: World, during: () => Promise<void>) {
  const { reads, writes } = countCalls(await callsOf(world, during));
  return { calls: reads + writes, writes };
}

async function passesOver(dossiers: number) {
  const { world, many, limits } = await startBench(0);
  try {
    many.grow(dossiers);
    const pages = dossiers / AT_ONCE_IN_A_PAGE;
    const before = limits.spent('graphql');
    const cpu = process.cpuUsage();
    const start = await counted(world, async () => {
      await world.restart();
      await pass(world, pages * PAGE_MS);
    });
    const points = limits.spent('graphql') - before;
    const { user } = process.cpuUsage(cpu);
    await pass(world, SWEEP_MS);
    const sweep = await counted(world, () => pass(world, SWEEP_MS));
    const hour = await counted(world, () => pass(world, HOUR));
    return {
      dossiers,
      start: start.calls,
      writes: start.writes,
      points,
      cpuMs: Math.round(user / 1_000),
      sweep: sweep.calls,
      hour: hour.calls,
    };
  } finally {
    await world.close();
  }
}

/** An hour in which nothing happens to 1,000 dossiers, some of which really have three mirrored repositories each, as many as are read again in three hours. */
async function hourWithMirrors(dossiers: number) {
  const { world, many } = await startBench((MIRRORED + 1) * REPOSITORIES);
  try {
    for (let place = 1; place <= MIRRORED; place += 1) await mirror(world, place);
    await pass(world, 2 * HOUR);
    many.grow(dossiers);
    await world.restart();
    await pass(world, HOUR / 2);
    const calls = await callsOf(world, () => pass(world, HOUR));
    const ofProjects = calls.filter(({ path }) => path.startsWith('/repos/projets/'));
    const repositories = new Set(ofProjects.map(({ path }) => path.split('/')[3])).size;
    const { reads, writes } = countCalls(calls);
    return { mirrored: MIRRORED * REPOSITORIES, calls: reads + writes, writes, repositories };
  } finally {
    await world.close();
  }
}

/** A dossier of three repositories that goes through the mirroring to its end. */
async function mirror(world: World, place: number): Promise<void> {
  const { github } = world;
  const repositories = Array.from({ length: REPOSITORIES }, (_, index) => repositoryOf(place * REPOSITORIES + index, 'apart'));
  const [, ...others] = repositories;
  const author = person(authors[0], { url: github.url, repository: world.hub() });
  const body = aBody({ 'depots-applicatifs': repositories.slice(0, 2).join('\n'), 'depots-infra': others[1] ?? '' });
  let number = 0;
  await world.inFlight.during(async () => void (number = await author.submitForm({ title: `Projet ${place}`, body })));
  await pass(world, 2 * MINUTE);
  const team = person(serviceTeam[0], { url: github.url, repository: world.hub() });
  await world.inFlight.during(() => team.addLabel(number, 'phase: OVH'));
  await pass(world, 5 * MINUTE);
  for (const does of ['merge', 'run'] as const)
    for (const repository of repositories) {
      const scene = { github, hub: world.hub(), place, repository, number };
      const act = does === 'run' ? ({ does, conclusion: 'success' } as const) : ({ does } as const);
      await world.inFlight.during(async () => void (await perform(act, authors[0], scene)));
      await pass(world, MINUTE);
    }
}

/** A person's command: with nothing else to do, then amid a full pass. */
async function commands(dossiers: number) {
  const bench = await startBench(0);
  const { world, many } = bench;
  try {
    await commandTime(bench);
    await pass(world, HOUR);
    const idle = await commandTime(bench);
    await pass(world, HOUR);
    many.grow(dossiers);
    await world.restart();
    await pass(world, PASS_BEGUN_MS);
    const busy = await commandTime(bench);
    const left = await counted(world, () => pass(world, 10 * MINUTE));
    return { idle, busy, ratio: ratio(busy, idle), callsOfPassLeft: left.calls };
  } finally {
    await world.close();
  }
}

/** Milliseconds from a person's command to the answer of the App. */
async function commandTime({ world, lea }: Bench): Promise<number> {
  const { github, time } = world;
  let answeredAt = Number.NaN;
  const unwatch = github.requests.watch(({ kind, caller, path }) => {
    if (caller.kind === 'installation' && kind === 'content' && path.endsWith('/issues/2/comments') && Number.isNaN(answeredAt))
      answeredAt = time.now();
  });
  const began = time.now();
  await world.inFlight.during(() => lea.comment(2, '/statut'));
  await pass(world, 5 * MINUTE);
  unwatch();
  return answeredAt - began;
}

/** Dossiers that are known, and that nothing is being done for. */
async function startKnown(dossiers: number): Promise<Bench> {
  const bench = await startBench(0);
  bench.many.grow(dossiers);
  await bench.world.restart();
  // GitHub's hour begins with a call, as of the sweep that is due every quarter: amid one.
  await pass(bench.world, 2 * HOUR + 20 * MINUTE);
  return bench;
}

/** How many dossiers were looked at since the log of the App was that long, and when the last was. */
function lookedAt({ log }: World, from: number) {
  const runs = log.slice(from).flatMap((line) => {
    const run: unknown = JSON.parse(line);
    return isRun(run) && run.msg === 'reconciled' && run.key?.includes('#') === true ? [run] : [];
  });
  return { dossiers: new Set(runs.map(({ key }) => key)).size, last: Math.max(...runs.map(({ time }) => time)) };
}

/** What was promised of a large portfolio. */
export function scaleBounds(scale: Awaited<ReturnType<typeof benchScale>>): readonly Bound[] {
  return [
    atMost('start with 1,000 unchanged dossiers, calls', scale.thousand.start, 80),
    atMost('interval sweep of 1,000 unchanged dossiers, calls', scale.thousand.sweep, 10),
    atMost('10,000 unchanged dossiers, one full pass, calls', scale.tenThousand.start, 250),
    atMost('an hour at rest, 1,000 dossiers with three mirrored repositories each, calls', scale.anHour.calls, 1_000),
    atMost('a person’s command during a full pass of 1,000, over the idle time', scale.command.ratio, 2),
    atMost('refused calls after a limit is spent with 500 dossiers waiting', scale.limit.before.refused, 5),
    atMost('500 deliveries until each is looked at, over the calls’ own time, 8 at once', scale.burst.ratio, 1.3),
    atMost('memory with 1,000 dossiers (MB)', scale.memory.highestMb, 200),
  ];
}

interface LoggedRun {
  readonly msg: string;
  readonly time: number;
  readonly key?: string;
}

function isRun(value: unknown): value is LoggedRun {
  return typeof value === 'object' && value !== null && 'msg' in value && 'time' in value;
}

/** A delivery for each of so many dossiers: how long until all were looked at, beside what the calls take that they need. */
async function burst(dossiers: number) {
  const { world } = await startKnown(dossiers);
  try {
    const from = world.log.length;
    const arrive = world.time.now() + TRAVEL_MS;
    const cpu = process.cpuUsage();
    const { calls } = await counted(world, async () => {
      tellOfAll(world, dossiers);
      await pass(world, 2 * MINUTE);
    });
    const { user } = process.cpuUsage(cpu);
    const seen = lookedAt(world, from);
    const took = seen.last - arrive;
    const needed = (calls * LATENCY_MS) / AT_ONCE;
    return {
      deliveries: dossiers - 1,
      looked: seen.dossiers,
      calls,
      ms: took,
      neededMs: needed,
      ratio: ratio(took, needed),
      cpuMs: Math.round(user / 1_000),
    };
  } finally {
    await world.close();
  }
}

/** The same, when another program has spent all; and when it spends all amid the deliveries. */
async function limitSpent(dossiers: number) {
  const refusedWhen = async (spendAfterMs: number) => {
    const { world, limits } = await startKnown(dossiers);
    try {
      const from = world.log.length;
      const before = limits.refused();
      const spend = () => {
        for (const resource of ['core', 'graphql'] as const) limits.spend(resource, usualLimits[resource]);
      };
      if (spendAfterMs === 0) spend();
      else world.time.at(world.time.now() + spendAfterMs, spend);
      tellOfAll(world, dossiers);
      await pass(world, 3 * HOUR);
      return { refused: limits.refused() - before, looked: lookedAt(world, from).dossiers };
    } finally {
      await world.close();
    }
  };
  return { waiting: dossiers - 1, before: await refusedWhen(0), amid: await refusedWhen(TRAVEL_MS + 3 * SECOND) };
}

/** GitHub tells of each of so many dossiers, fifty at a time: beyond 256 connections at once the server drops them (web/server.ts), and GitHub's list of deliveries brings them back. */
function tellOfAll(world: World, dossiers: number): void {
  for (let number = 2; number <= dossiers; number += 1) {
    const at = world.time.now() + Math.floor((number - 2) / SENT_AT_ONCE) * SENT_EVERY_MS;
    world.time.at(at, () => world.send('issues', deliveryOf(world, number)));
  }
}

/** GitHub tells of a dossier. */
function deliveryOf(world: World, number: number) {
  const [owner = '', name = ''] = world.hub().split('/');
  return {
    action: 'edited',
    issue: { number, title: 'Projet', body: '', labels: [] },
    repository: { name, full_name: world.hub(), owner: { login: owner } },
    installation: { id: world.github.installationId },
    sender: { id: 1, login: authors[0] },
  };
}

function ratio(value: number, base: number): number {
  return Math.round((value / base) * 100) / 100;
}
