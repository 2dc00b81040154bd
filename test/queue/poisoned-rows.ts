import { describe, expect, it } from 'vitest';
import { LINE, SET_ASIDE } from '../../src/queue/postgres/key-rows.ts';
import { SCHEMA } from '../../src/queue/postgres/schema.ts';
import type { PostgresBench } from './postgres-bench.ts';
import { recorded } from './queue-bench.ts';

/** As somebody would write it by hand, or another version of the App. */
const put = ({ database }: PostgresBench, { queue, key, data }: { queue: string; key: string | null; data: unknown }) =>
  database.executeSql(
    `INSERT INTO ${SCHEMA}.job (name, singleton_key, data, policy, priority, start_after, retry_limit, expire_seconds, heartbeat_seconds)
     VALUES ($1, $2, $3::jsonb, 'stately', 1, ${SCHEMA}.job_now(), 1000000, 3600, 30)`,
    [queue, key, JSON.stringify(data)],
  );

const poisons: readonly [string, unknown][] = [
  ['rien', null],
  ['un texte', 'panne'],
  ['une liste', [1, 2]],
  ['une heure qui n’est pas une date', { causes: ['x'], dueAt: 1e300, notBefore: 1e300 }],
  ['une heure d’avant les dates', { causes: [], dueAt: -1e300, setAsideAt: -1e300, failures: -7 }],
  ['des échecs sans fin', { causes: ['x'], failures: 1e300, timesSetAside: 1e300 }],
  ['des échecs en fraction', { causes: ['x'], failures: 0.5, timesSetAside: -0.5 }],
  ['d’autres types', { causes: { length: 9 }, lane: '__proto__', dueAt: 'demain', failures: '3' }],
];

/** Tests that what nobody can read in the database stops nothing. The bench is emptied after each test by whoever gives it. */
export function describePoisonedRows(given: () => PostgresBench): void {
  describe('une ligne qui ne se lit pas n’arrête ni sa clé, ni les autres', () => {
    it.each(poisons)('%s', async (_, data) => {
      const bench = given();
      const { options, record } = recorded(bench.clock);
      const queue = bench.backend.createQueue(options);
      await put(bench, { queue: LINE, key: 'a', data });
      await queue.add('a', 'de quelqu’un');
      await queue.add('b', 'de quelqu’un');
      for (let turn = 0; turn < 6; turn += 1) {
        await bench.database.quiet();
        for (const run of record.started.slice(turn)) run.end();
        await bench.advance(2_000);
      }
      expect(record.started.map(({ key }) => key)).toEqual(expect.arrayContaining(['a', 'b']));
      expect(queue.obstacle()).toBeNull();
      expect(await queue.stats()).toEqual({ ready: 0, running: 0, waiting: 0, setAside: 0 });
      await queue.drain();
    });

    it.each(poisons)('mise de côté : %s', async (_, data) => {
      const bench = given();
      const { options, record } = recorded(bench.clock);
      const queue = bench.backend.createQueue(options);
      await put(bench, { queue: SET_ASIDE, key: 'a', data });
      await put(bench, { queue: SET_ASIDE, key: null, data });
      await queue.wake(() => true, 'réveil');
      await bench.database.quiet();
      for (const run of record.started) run.end();
      await bench.advance(2_000);
      expect(record.started.map(({ key }) => key)).toContain('a');
      expect(queue.obstacle()).toBeNull();
      await queue.drain();
    });

    it('une ligne sans clé s’en va, et ce qui la suit est fait', async () => {
      const bench = given();
      const { options, record } = recorded(bench.clock);
      await put(bench, { queue: LINE, key: null, data: {} });
      const queue = bench.backend.createQueue(options);
      await queue.add('b', 'x');
      await bench.advance(2_000);
      for (const run of record.started) run.end();
      await bench.advance(120_000);
      expect(record.started.map(({ key }) => key)).toEqual(['b']);
      expect(queue.obstacle()).toBeNull();
      expect(await queue.stats()).toEqual({ ready: 0, running: 0, waiting: 0, setAside: 0 });
      await queue.drain();
    });
  });
}
