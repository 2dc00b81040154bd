import { type Limits, type LimitSizes, createLimits } from '../../sandbox/emulator/limits.ts';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { createManyDossiers } from './many-dossiers.ts';
import { authors, serviceTeam } from './population.ts';
import { calm } from './profile.ts';
import { createTally } from './tally.ts';
import { startWorld, stateSecrets, type World } from './world.ts';

export interface DayOptions {
  /** Open dossiers, those where people act included. */
  readonly dossiers: number;
  /** Dossiers where people act; of the others, nobody does anything. */
  readonly lively: number;
  readonly hours: number;
  /** Milliseconds from an act of somebody to the next. */
  readonly everyMs: number;
  readonly sizes: LimitSizes;
  /** What other programs do, once in each hour. */
  readonly others?: (limits: Limits) => void;
  /** When the App is started again, in milliseconds from the beginning. */
  readonly restarts?: readonly number[];
}

/** How a day went. */
export interface Day {
  /** Calls that GitHub refused for a limit. */
  readonly refused: number;
  /** Commands of people, those that have their answer, and the longest time that one waited for it, in milliseconds. */
  readonly asked: number;
  readonly answered: number;
  readonly longestWaitMs: number;
  /** The most that was spent of an hour's limits, by whoever. */
  readonly spent: { readonly core: number; readonly graphql: number };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LATENCY_MS = 100;
/** Every so many acts, an answer is changed; and a phase moved. */
const EDIT_EVERY = 5;
const MOVE_EVERY = 16;

/** Lives it on GitHub's limits, in virtual time. All dossiers are known before it begins, by a start of the App that reads them all. */
export async function liveDay(options: DayOptions): Promise<Day> {
  const { dossiers, lively, hours, everyMs, sizes, others = () => undefined, restarts = [0] } = options;
  const limits = createLimits(sizes);
  const many = createManyDossiers(stateSecrets);
  const gap: Limits['gap'] = (request, forward) => limits.gap(request, (passed) => many.gap(passed, forward));
  const world = await startWorld({
    seed: 1,
    dossiers: lively + 1,
    town: 'apart',
    profile: calm,
    tally: createTally(),
    limits: { ...limits, gap },
    steadyMs: LATENCY_MS,
    settings: { sweepIntervalMs: 15 * MINUTE },
  });
  try {
    await openAll(world, lively + 1);
    many.grow(dossiers);
    const answers = watchAnswers(world);
    const before = limits.refused();
    const begin = world.time.now();
    const spent = { core: 0, graphql: 0 };
    const at = (after: number, work: () => Promise<void>) => void world.time.at(begin + after, () => void world.inFlight.during(work));
    for (let count = 0; (count + 0.5) * everyMs < hours * HOUR; count += 1)
      at((count + 0.5) * everyMs, () => act(world, { count, lively, answers }));
    const stops = [...restarts.map((ms) => ({ ms, restarts: true })), ...hoursOf(hours).map((ms) => ({ ms, restarts: false }))];
    for (const stop of stops.toSorted((one, other) => one.ms - other.ms)) {
      await world.passUntil(begin + stop.ms);
      if (stop.restarts) await world.restart();
      else others(limits);
      for (const resource of ['core', 'graphql'] as const) spent[resource] = Math.max(spent[resource], limits.spent(resource));
    }
    await world.passUntil(begin + hours * HOUR + 5 * MINUTE);
    return { refused: limits.refused() - before, ...(await answers.told()), spent };
  } finally {
    await world.close();
  }
}

/** GitHub's hour begins with the first call of one, here with a start and the sweeps after it: others act amid it. */
function hoursOf(hours: number): readonly number[] {
  return Array.from({ length: hours }, (_, hour) => hour * HOUR + 5 * MINUTE);
}

const body = (architecture?: string) =>
  aBody({ 'depots-applicatifs': null, 'depots-infra': null, ...(architecture === undefined ? {} : { architecture }) });

const authorOf = (number: number) => authors[number % authors.length] ?? authors[0];
const as = ({ github, hub }: World, login: string) => person(login, { url: github.url, repository: hub() });

/** As many dossiers, a minute apart; then nothing for two hours. */
async function openAll(world: World, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await world.inFlight.during(() => as(world, authorOf(number)).submitForm({ title: `Projet ${number}`, body: body() }));
    await world.passUntil(world.time.now() + MINUTE);
  }
  await world.passUntil(world.time.now() + 2 * HOUR);
}

type Answers = ReturnType<typeof watchAnswers>;

/** Somebody acts: a command; now and then an answer is changed, or a phase moved. Nobody does anything in the first dossier. */
async function act(world: World, { count, lively, answers }: { count: number; lively: number; answers: Answers }): Promise<void> {
  const number = 2 + (count % lively);
  const author = as(world, authorOf(number));
  if (count % EDIT_EVERY === 0) await author.editIssue(number, { body: body(`Révision ${count}`) });
  if (count % MOVE_EVERY === 0) await as(world, serviceTeam[0]).addLabel(number, 'phase: OVH');
  await author.comment(number, '/statut');
  answers.awaits(number);
}

/** Who waits for an answer, and how long. */
export function watchAnswers({ github, time, hub }: World) {
  const waiting = new Map<number, number[]>();
  const waits: number[] = [];
  const numbers = new Set<number>();
  github.requests.watch(({ kind, caller, path, status }) => {
    const number = Number(/\/issues\/(\d+)\/comments$/.exec(path)?.[1]);
    if (caller.kind !== 'installation' || kind !== 'content' || status !== 201) return;
    const since = waiting.get(number)?.shift();
    if (since !== undefined) waits.push(time.now() - since);
  });
  let asked = 0;
  return {
    awaits: (number: number) => {
      asked += 1;
      numbers.add(number);
      waiting.set(number, [...(waiting.get(number) ?? []), time.now()]);
    },
    told: async () => {
      let answered = 0;
      for (const number of numbers) {
        const { comments } = await readDossier(github.url, { repository: hub(), number, reader: serviceTeam[0] });
        answered += comments.filter(({ body: text }) => readMarker(text)?.startsWith('reply/')).length;
      }
      return { asked, answered, longestWaitMs: Math.max(0, ...waits) };
    },
  };
}
