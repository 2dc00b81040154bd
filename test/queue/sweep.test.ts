import { expect, it } from 'vitest';
import { memoryBackend } from '../../src/queue/backend.ts';
import { startSweep } from '../../src/queue/sweep.ts';
import { memoryLog } from '../web/memory-log.ts';
import { fakeClock, settle } from './fake-clock.ts';

const hour = 3_600_000;

function aSweep(list: () => Promise<readonly string[]>, everyMs = hour) {
  const clock = fakeClock();
  const offered: string[] = [];
  const { log, lines } = memoryLog();
  const listed: number[] = [];
  const sweep = startSweep<string>({
    everyMs,
    turn: memoryBackend.sweepTurn,
    clock,
    log,
    offer: (key) => {
      offered.push(key);
      return Promise.resolve();
    },
    list: () => {
      listed.push(clock.elapsed());
      return list();
    },
  });
  return { clock, offered, lines, listed, sweep };
}

it('balaie au démarrage puis à l’intervalle donné', async () => {
  const { clock, offered, listed, sweep } = aSweep(() => Promise.resolve(['a', 'b']));
  await sweep.first;
  expect(offered).toEqual(['a', 'b']);
  await clock.advance(2 * hour);
  expect(listed).toEqual([0, hour, 2 * hour]);
  expect(offered).toHaveLength(6);
});

it('n’en commence jamais un pendant un autre', async () => {
  const listing = Promise.withResolvers<readonly string[]>();
  const { clock, listed } = aSweep(() => listing.promise);
  await clock.advance(5 * hour);
  expect(listed).toEqual([0]);
  listing.resolve([]);
  await clock.advance(hour);
  expect(listed).toEqual([0, 6 * hour]);
});

it.each([
  { everyMs: hour, retriedAt: 30_000 },
  { everyMs: 10_000, retriedAt: 10_000 },
])(
  'une liste qui échoue est journalisée et redemandée au plus tard 30 s après (intervalle $everyMs ms)',
  async ({ everyMs, retriedAt }) => {
    let fails = true;
    const { clock, listed, lines, offered, sweep } = aSweep(
      () => (fails ? Promise.reject(new Error('GitHub ne répond pas')) : Promise.resolve(['a'])),
      everyMs,
    );
    let ready = false;
    const first = sweep.first.then(() => (ready = true));
    await settle();
    expect(lines.join('')).toContain('GitHub ne répond pas');
    expect(ready).toBe(false);
    fails = false;
    await clock.advance(retriedAt);
    await first;
    expect(listed).toEqual([0, retriedAt]);
    expect(offered).toEqual(['a']);
  },
);

it('arrêté, n’offre plus rien, même d’une liste en cours', async () => {
  const listing = Promise.withResolvers<readonly string[]>();
  const { clock, offered, listed, sweep } = aSweep(() => listing.promise);
  sweep.stop();
  listing.resolve(['a']);
  await clock.advance(5 * hour);
  expect(offered).toEqual([]);
  expect(listed).toEqual([0]);
});

it('arrêté entre deux balayages, n’en commence plus', async () => {
  const { clock, listed, sweep } = aSweep(() => Promise.resolve(['a']));
  await sweep.first;
  await settle();
  sweep.stop();
  await clock.advance(5 * hour);
  expect(listed).toEqual([0]);
});
