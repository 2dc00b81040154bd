import { Client } from 'pg';
import { pino } from 'pino';
import type { Db } from 'pg-boss';
import type { QueueBackend } from '../../src/queue/backend.ts';
import { type Database, openDatabase } from '../../src/queue/postgres/database.ts';
import { openBackend } from '../../src/queue/postgres/open-postgres.ts';
import { SCHEMA } from '../../src/queue/postgres/schema.ts';
import { draw } from '../simulation/chance.ts';
import type { SharedDatabase, World } from '../simulation/world.ts';
import type { Cluster } from './cluster.ts';
import { common } from './common.ts';

/** What goes wrong with a database, besides the processes that die. */
export interface Troubles {
  readonly seed: number;
  /** Of its calls, those that fail before they do anything, or after: the answer is lost. */
  readonly calls: number;
  /** From these milliseconds after the start on, it is out of reach for ten minutes. */
  readonly cutAt: readonly number[];
  /** At these milliseconds after the start, it is killed, and starts again. */
  readonly crashAt: readonly number[];
  /** What befalls it at such a write of each scene; null for nothing. */
  readonly atWrite: { readonly write: number; readonly what: 'crash' | 'cut' | 'slow' } | null;
}

export const noTroubles = { calls: 0, cutAt: [], crashAt: [], atWrite: null } as const;

const CUT_MS = 600_000;
/** A call waits as long where it is slow. */
const SLOW_MS = 3_000;
const log = pino({ level: 'silent' });

/** A base of a real PostgreSQL that lives by a world's time. Its processes look at it less often than they usually do: that time is dear. */
export async function shareDatabase(
  cluster: Cluster,
  { seed, calls, cutAt, crashAt, atWrite }: Troubles,
  { inFlight, time }: Pick<World, 'inFlight' | 'time'>,
): Promise<SharedDatabase> {
  const base = `lived${(bases += 1)}`;
  await cluster.sql(`CREATE DATABASE ${base}`);
  const start = time.now();
  const lot = draw(seed, 'database');
  let rate = calls;
  let isCut = false;
  let clock = await opened(cluster, base);
  let isSlow = false;
  let isMended = false;
  const befall = {
    cut: () => {
      isCut = true;
      time.at(time.now() + CUT_MS, () => (isCut = false));
    },
    slow: () => {
      isSlow = true;
      time.at(time.now() + CUT_MS, () => (isSlow = false));
    },
    crash: () => {
      cluster.crash();
      cluster.start();
    },
  };
  for (const at of cutAt) time.at(start + at, befall.cut);
  for (const at of crashAt) time.at(start + at, befall.crash);

  async function ask<T>(isAlive: () => boolean, work: () => Promise<T>): Promise<T> {
    const drawn = lot();
    const refuse = () => {
      if (!isAlive()) throw new Error('the process is dead');
      if (isCut) throw new Error('the database is out of reach');
    };
    refuse();
    if (drawn < rate / 2) throw new Error('the call is lost');
    const answer = await work();
    refuse();
    if (drawn < rate) throw new Error('the answer is lost');
    return answer;
  }

  function troubled(database: Database, isAlive: () => boolean): Database {
    const through = (sql: Db): Db => ({ executeSql: (text, values) => ask(isAlive, () => sql.executeSql(text, values)) });
    return {
      executeSql: async (text, values) => {
        if (isSlow) await time.sleep(SLOW_MS);
        return inFlight.during(() => ask(isAlive, () => database.executeSql(text, values)));
      },
      transaction: async (work) => {
        if (isSlow) await time.sleep(SLOW_MS);
        return inFlight.during(() => ask(isAlive, () => database.transaction((sql) => work(through(sql)))));
      },
      close: () => inFlight.during(() => database.close()),
    };
  }

  return {
    backend: async ({ clock: of, isAlive }): Promise<QueueBackend> => {
      const rhythm = { pollMs: 120_000, beatMs: 300_000 };
      for (;;) {
        const database = troubled(
          openDatabase(cluster.url({ base }), () => undefined, { idleTimeoutMillis: 0 }),
          isAlive,
        );
        try {
          const backend = await openBackend(database, { common, clock: of, log, boss: {}, rhythm });
          if (!backend.ok) throw new Error(backend.message);
          await clock.query(movedTime);
          return backend.backend;
        } catch (error) {
          await database.close();
          if (!isAlive() || rate === 0) throw error;
          if (isCut) await new Promise<void>((resolve) => void time.at(time.now() + 10_000, resolve));
        }
      }
    },
    moveTo: async (then) => {
      const move = () => clock.query(`UPDATE public.simulated SET now = to_timestamp($1)`, [then / 1_000]);
      await move().catch(async () => {
        clock = await opened(cluster, base);
        await move();
      });
    },
    wrote: (write) => {
      if (!isMended && atWrite?.write === write) befall[atWrite.what]();
    },
    mend: () => {
      rate = 0;
      isCut = false;
      isSlow = false;
      isMended = true;
    },
    close: async () => {
      await clock.end();
      await cluster.sql(`DROP DATABASE ${base} WITH (FORCE)`);
    },
  };
}

let bases = 0;

async function opened(cluster: Cluster, base: string): Promise<Client> {
  const client = new Client({ connectionString: cluster.url({ base }) });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`CREATE TABLE IF NOT EXISTS public.simulated AS SELECT to_timestamp(${Date.now() / 1_000}) AS now`);
  return client;
}

/** From now on the queue asks a table what time it is. */
const movedTime = `
  CREATE OR REPLACE FUNCTION ${SCHEMA}.job_now() RETURNS timestamp with time zone LANGUAGE sql STABLE AS 'SELECT now FROM public.simulated'`;
