import { usualLimits, createLimits } from '../../sandbox/emulator/limits.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { watchAnswers } from './day.ts';
import { authors, repositoryOf, serviceTeam } from './population.ts';
import { calm } from './profile.ts';
import { createTally } from './tally.ts';
import { startWorld, type World } from './world.ts';

/** How people fared beside repositories that do not answer, and those of these repositories once they did again. */
export interface Beside {
  readonly others: Awaited<ReturnType<ReturnType<typeof watchAnswers>['told']>>;
  readonly theirs: Awaited<ReturnType<ReturnType<typeof watchAnswers>['told']>>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LATENCY_MS = 100;
const OTHERS = 4;
/** One of the others asks something every so often. */
const EVERY_MS = 5 * SECOND;

/** As many dossiers of different projects ask at once for repositories that hang for so many minutes; people ask things of other dossiers meanwhile, every five seconds. */
export async function liveBeside(hanging: number, minutes: number): Promise<Beside> {
  const count = hanging + OTHERS;
  let silent: ReadonlySet<string> = new Set();
  const world = await startWorld({
    seed: 1,
    dossiers: count,
    town: 'apart',
    profile: calm,
    tally: createTally(),
    limits: createLimits(usualLimits),
    steadyMs: LATENCY_MS,
    hangs: (path) => [...silent].some((name) => path.startsWith(`/repos/${name}/`) || path === `/repos/${name}`),
  });
  try {
    await openAll(world, count);
    const [others, theirs] = [watchAnswers(world), watchAnswers(world)];
    const begin = world.time.now();
    silent = new Set(Array.from({ length: hanging }, (_, place) => repositoryOf(place + 1, 'apart')));
    const at = (ms: number, work: () => Promise<void>) => void world.time.at(begin + ms, () => void world.inFlight.during(work));
    for (let number = 1; number <= hanging; number += 1)
      at(0, async () => {
        theirs.awaits(number);
        await as(world, authorOf(number)).comment(number, '/verifier');
      });
    for (let place = 0; (place + 1) * EVERY_MS < minutes * MINUTE; place += 1)
      at(SECOND + place * EVERY_MS, async () => {
        const number = hanging + 1 + (place % OTHERS);
        others.awaits(number);
        await as(world, authorOf(number)).comment(number, place % 2 === 0 ? '/statut' : '/verifier');
      });
    await world.passUntil(begin + minutes * MINUTE);
    const told = await others.told();
    silent = new Set();
    await world.passUntil(begin + 2 * minutes * MINUTE + 20 * MINUTE);
    return { others: told, theirs: await theirs.told() };
  } finally {
    await world.close();
  }
}

const authorOf = (number: number) => authors[number % authors.length] ?? authors[0];
const as = ({ github, hub }: World, login: string) => person(login, { url: github.url, repository: hub() });

/** As many dossiers in the phase that mirrors their repositories, at rest. */
async function openAll(world: World, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const name = repositoryOf(number, 'apart');
    const body = aBody({ 'depots-applicatifs': name, 'depots-infra': name });
    await world.inFlight.during(() => as(world, authorOf(number)).submitForm({ title: `Projet ${number}`, body }));
    await world.passUntil(world.time.now() + MINUTE);
    await world.inFlight.during(() => as(world, serviceTeam[0]).addLabel(number, 'phase: OVH'));
    await world.passUntil(world.time.now() + 2 * MINUTE);
  }
  await world.passUntil(world.time.now() + 45 * MINUTE);
}
