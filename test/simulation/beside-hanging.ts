import { usualLimits, createLimits } from '../../sandbox/emulator/limits.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { noHelm } from '../../src/helm/find-helm.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { watchAnswers } from './day.ts';
import { authors, repositoryOf, serviceTeam } from './population.ts';
import { calm } from './profile.ts';
import { createTally } from './tally.ts';
import { startWorld, type World } from './world.ts';

/** What is slow: repositories that do not answer, or Helm, which takes twenty seconds for the charts of each of them, one after the other. */
export type Slow = 'repositories' | 'charts';

/** How people fared beside what is slow, and those who waited for it. */
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
/** In turn: the same words too often in a day are answered by a reaction (decision 62). */
const words = ['/statut', '/verifier'];
const HELM_MS = 20 * SECOND;
const dockerfile = { message: 'Une image', content: Buffer.from('FROM docker.io/library/node:24-alpine\nUSER node\n').toString('base64') };

/** As many dossiers of different projects ask at once for what is slow, for so many minutes; people ask things of other dossiers meanwhile, every five seconds. */
export async function liveBeside({ slow, hanging, minutes }: { slow: Slow; hanging: number; minutes: number }): Promise<Beside> {
  const count = hanging + OTHERS;
  const repositories = Array.from({ length: hanging }, (_, place) => repositoryOf(place + 1, 'apart'));
  let silent: ReadonlySet<string> = new Set();
  let [helmMs, turn] = [0, Promise.resolve()];
  const world = await startWorld({
    seed: 1,
    dossiers: count,
    town: 'apart',
    profile: calm,
    tally: createTally(),
    limits: createLimits(usualLimits),
    steadyMs: LATENCY_MS,
    hangs: (path) => [...silent].some((name) => path.startsWith(`/repos/${name}/`) || path === `/repos/${name}`),
    helm:
      ({ sleep }) =>
      async () => {
        turn = turn.then(() => sleep(helmMs));
        await turn;
        return noHelm;
      },
  });
  try {
    await openAll(world, count);
    const [others, theirs] = [watchAnswers(world), watchAnswers(world)];
    const begin = world.time.now();
    if (slow === 'repositories') silent = new Set(repositories);
    else helmMs = HELM_MS;
    const at = (ms: number, work: () => Promise<void>) => void world.time.at(begin + ms, () => void world.inFlight.during(work));
    for (let number = 1; number <= hanging; number += 1)
      at(0, async () => {
        theirs.awaits(number);
        const author = as(world, authorOf(number));
        if (slow === 'charts')
          await author.call({ method: 'PUT', path: `/repos/${repositories[number - 1]}/contents/Dockerfile`, body: dockerfile });
        await author.comment(number, '/verifier');
      });
    for (let place = 0; (place + 1) * EVERY_MS < minutes * MINUTE; place += 1)
      at(SECOND + place * EVERY_MS, async () => {
        const number = hanging + 1 + (place % OTHERS);
        others.awaits(number);
        await as(world, authorOf(number)).comment(number, words[Math.floor(place / OTHERS) % words.length] ?? '');
      });
    await world.passUntil(begin + minutes * MINUTE);
    const told = await others.told();
    silent = new Set();
    helmMs = 0;
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
