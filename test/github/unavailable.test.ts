import { expect, it } from 'vitest';
import { outageOf, outageWait } from '../../src/github/unavailable.ts';
import { ShutOut } from '../../src/github/shut-out.ts';
import { together } from '../../src/github/together.ts';
import { RepositoryPaused } from '../../src/github/repository-pauses.ts';
import { createMemoryQueue } from '../../src/queue/memory-queue.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { recorded } from '../queue/queue-bench.ts';

const longestMs = 15 * 60_000;
const suspended = Object.assign(new Error('x'), { status: 403, response: { data: { message: 'This installation has been suspended' } } });
const failing = Object.assign(new Error('x'), { status: 503, response: { headers: {}, data: '' } });
const minutes = (lane: 'people' | 'sweep') =>
  Array.from({ length: 8 }, (_, before) => outageWait(before + 1, { lane, longestMs }) / 60_000);

it('une panne sans fin annoncée : les essais s’espacent jusqu’à l’intervalle des passages ; pour qui attend, les trois premiers restent proches', () => {
  expect(minutes('sweep')).toEqual([1, 2, 4, 8, 15, 15, 15, 15]);
  expect(minutes('people')).toEqual([1, 1, 1, 2, 4, 8, 15, 15]);
  expect(outageWait(9, { lane: 'people', longestMs: 120_000 })).toBe(120_000);
  expect(outageWait(2_000, { lane: 'sweep', longestMs: 10_000 })).toBe(60_000);
});

it.each([
  ['une suspension', suspended, true],
  ['un 503 sans délai', failing, true],
  ['un 503 avec délai', { status: 503, response: { headers: { 'retry-after': '30' }, data: '' } }, false],
  ['une limite', { status: 429, response: { headers: {}, data: {} } }, false],
  ['un dépôt laissé tranquille', new RepositoryPaused('dso/api', new Date(0)), false],
  ['une faute de l’application', new TypeError('x'), false],
])('%s : %j', (_, error, expected) => {
  expect(outageOf(error) !== null).toBe(expected);
});

it('ce qui ne répond pas est l’appel, quoi qu’il y demande, ou à défaut ce que dit la panne', () => {
  const failed = (url: string, method = 'GET') => outageOf(Object.assign(new Error('x'), { status: 502, request: { method, url } }));
  const issues = 'https://api.github.com/repos/dso/hub/issues';
  expect(failed(`${issues}?since=1`)).toBe(failed(`${issues}?since=2`));
  expect(new Set([failed(issues), failed(issues, 'POST'), failed(`${issues}/1`), outageOf(suspended), outageOf(failing)])).toHaveLength(5);
  expect(outageOf(new ShutOut('no call is made'))).toBe(outageOf(suspended));
});

it('une panne d’un moment ici puis là : qui attend est essayé chaque minute, et ce que les passages regardent aussi', async () => {
  const clock = fakeClock();
  let tries = 0;
  const { options } = recorded(clock, {
    reconcile: () => {
      tries += 1;
      return Promise.reject(
        Object.assign(new Error('x'), { status: 502, request: { method: 'GET', url: `https://api.github.com/${tries}` } }),
      );
    },
    outageOf,
    outageWait: (outages, lane) => outageWait(outages, { lane, longestMs }),
  });
  const queue = createMemoryQueue<string>(options);
  await queue.offer('h#1', 'x');
  for (let minute = 0; minute < 20; minute++) await clock.advance(60_000);
  expect(tries).toBe(21);
});

it('deux appels faits ensemble qui échouent tous deux, tantôt l’un d’abord et tantôt l’autre : c’est une panne, et les essais s’espacent', async () => {
  const clock = fakeClock();
  let tries = 0;
  const failingAt = async (name: string, isFirst: boolean) => {
    for (let turn = 0; turn < (isFirst ? 1 : 3); turn += 1) await Promise.resolve();
    throw Object.assign(new Error('x'), { status: 502, request: { method: 'GET', url: `https://api.github.com/${name}` } });
  };
  const { options } = recorded(clock, {
    reconcile: async () => {
      tries += 1;
      await together([failingAt('a', tries % 2 === 0), failingAt('b', tries % 2 === 1)]);
      throw new Error('both failed');
    },
    outageOf,
    outageWait: (outages, lane) => outageWait(outages, { lane, longestMs }),
  });
  const queue = createMemoryQueue<string>(options);
  await queue.offer('h#1', 'x');
  for (let minute = 0; minute < 60; minute++) await clock.advance(60_000);
  expect(tries).toBe(8);
});

it('des appels faits ensemble rendent ce qu’ils donnent, dans leur ordre', async () => {
  expect(await together([Promise.resolve(1), 'deux', Promise.resolve(null)])).toEqual([1, 'deux', null]);
  expect(await together([])).toEqual([]);
});

it.each([
  ['que les passages regardent', 'offer', [700, 400, 400]],
  ['que quelqu’un attend', 'add', [800, 400, 400]],
] as const)('cent dossiers d’une installation suspendue, %s : bientôt un essai par passage chacun', async (_, way, expected) => {
  const clock = fakeClock();
  let tries = 0;
  const { options } = recorded(clock, {
    reconcile: () => {
      tries += 1;
      return Promise.reject(suspended);
    },
    outageOf,
    outageWait: (outages, lane) => outageWait(outages, { lane, longestMs }),
  });
  const queue = createMemoryQueue<string>(options);
  const perHour: number[] = [];
  for (let dossier = 0; dossier < 100; dossier++) await queue[way](`h#${dossier}`, 'x');
  for (let hour = 0; hour < 3; hour++) {
    const before = tries;
    for (let minute = 0; minute < 60; minute++) {
      if (minute % 15 === 0) for (let dossier = 0; dossier < 100; dossier++) await queue.offer(`h#${dossier}`, 'sweep');
      await clock.advance(60_000);
    }
    perHour.push(tries - before);
  }
  expect(perHour).toEqual(expected);
});
