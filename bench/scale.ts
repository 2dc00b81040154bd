import { pino } from 'pino';
import { readDefaults } from '../src/defaults.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { HUB } from '../sandbox/seed/population.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { aBody } from '../test/dossier/toy-hub.ts';
import { startAccostage, stateSecret } from '../test/e2e/harness/start-accostage.ts';
import { startWorld, type World } from '../test/e2e/harness/world.ts';
import { createManyDossiers, type ManyDossiers } from './many-dossiers.ts';

const SWEEP_MS = 15 * 60_000;

/**
 * What a large portfolio costs. Calls are those that count on GitHub's limit. One dossier stands for all of them, which declare no repository: what repositories
 * add is measured on one of three mirrored ones, and counted for the pace at which they are read again.
 */
export async function benchScale() {
  const thousand = await passesOver(1_000);
  const tenThousand = await passesOver(10_000);
  const look = await lookAtMirrors();
  return {
    thousand,
    tenThousand,
    look,
    anHour: { calls: thousand.hour + (60 / look.repositories) * look.calls },
  };
}

interface Bench {
  readonly world: World;
  readonly many: ManyDossiers;
}

/** A world with one dossier that nothing is left to do in. */
async function startBench(body: string): Promise<Bench> {
  const many = createManyDossiers([stateSecret]);
  const startApp = startAccostage({ sweepIntervalMs: SWEEP_MS }, pino({ level: 'silent' }), { send: many.send });
  const world = await startWorld({ startApp });
  await world.as('lea-martin').submitForm({ title: 'Projet', body });
  await world.rest();
  return { world, many };
}

const withoutRepositories = () => aBody({ 'depots-applicatifs': null, 'depots-infra': null });

async function passesOver(dossiers: number) {
  const { world, many } = await startBench(withoutRepositories());
  try {
    await world.stopApp();
    many.grow(dossiers);
    many.counted();
    await world.startApp();
    await passOn(world, dossiers / 50);
    const start = many.counted();
    world.advance({ minutes: 15 });
    await world.settle();
    many.counted();
    world.advance({ minutes: 15 });
    await world.settle();
    const sweep = many.counted();
    let hour = 0;
    for (let quarter = 0; quarter < 4; quarter += 1) {
      world.advance({ minutes: 15 });
      await world.settle();
      hour += many.counted().calls;
    }
    return { dossiers, start: start.calls, writes: start.writes, pages: start.pages, sweep: sweep.calls, hour };
  } finally {
    await world.close();
  }
}

/** A page of a pass comes a second after the one before. */
async function passOn(world: World, pages: number): Promise<void> {
  for (let second = 0; second < pages + 5; second += 1) {
    world.advance({ minutes: 1 / 60 });
    await world.settle();
  }
}

/** What it costs to look again at a dossier whose three repositories are mirrored. */
async function lookAtMirrors() {
  const { world, many } = await startBench(renderAnswers(readDefaults().form, goodAnswers));
  try {
    await world.as('camille-st').addLabel(1, 'phase: OVH');
    await world.rest();
    await world.stopApp();
    world.github.requests.clear();
    many.counted();
    await world.startApp();
    await world.settle();
    const ofProjects = world
      .appCalls()
      .list.filter(({ path, status }) => status !== 304 && path.startsWith('/repos/') && !path.includes(`/${HUB}`));
    const repositories = new Set(ofProjects.map(({ path }) => path.split('/').slice(2, 4).join('/'))).size;
    return { repositories, calls: ofProjects.length + 1 };
  } finally {
    await world.close();
  }
}
