import { TestClock } from 'pg-boss';
import type { Clock } from '../../src/queue/clock.ts';
import type { SharedFacts } from '../../src/queue/facts.ts';
import { createPostgresFacts } from '../../src/queue/postgres/postgres-facts.ts';
import { openBackend } from '../../src/queue/postgres/open-postgres.ts';
import { usualRhythm } from '../../src/queue/postgres/postgres-queue.ts';
import { SCHEMA } from '../../src/queue/postgres/schema.ts';
import type { QueueBackend } from '../../src/queue/backend.ts';
import { memoryLog } from '../web/memory-log.ts';
import { common } from '../postgres/common.ts';
import { epoch } from './fake-clock.ts';
import { type LocalDatabase, localDatabase } from './local-database.ts';
import { pgliteDatabase } from './pglite-database.ts';
import { serverDatabase } from './server-database.ts';

/** A PostgreSQL with the queue's schema, on a clock that is moved by hand: the database's as well as the App's. */
export interface PostgresBench {
  readonly database: LocalDatabase;
  readonly backend: QueueBackend;
  /** What another process knows in common with it. */
  readonly join: () => SharedFacts;
  readonly clock: Clock;
  readonly advance: (ms: number) => Promise<void>;
  /** A millisecond: what is asked after it comes after what was asked before. */
  readonly tick: () => Promise<void>;
  /** As at the first start, but for the time. */
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** In this process, or on the server of `url`. */
export async function postgresBench(url?: string): Promise<PostgresBench> {
  const database = localDatabase(await (url === undefined ? pgliteDatabase() : serverDatabase(url)));
  const time = new TestClock(epoch);
  const { clock, fireDue } = handClock(time);
  const opened = await openBackend(database, {
    common,
    clock,
    log: memoryLog().log,
    boss: { ...(url === undefined ? { backend: 'pglite' } : {}), clock: time },
  });
  if (!opened.ok) throw new Error(opened.message);
  return {
    database,
    backend: opened.backend,
    join: () => createPostgresFacts(database),
    clock,
    advance: async (ms) => {
      const end = time.now() + ms;
      while (time.now() < end) {
        await database.quiet();
        // A process whose runs are open says so meanwhile.
        await time.setTime((await runs(database)) > 0 ? Math.min(end, time.now() + usualRhythm.beatMs) : end);
        // pg-boss's own timers, which are those of its maintenance.
        await time.tick(0);
        fireDue();
        await database.quiet();
      }
    },
    tick: () => time.setTime(time.now() + 1),
    empty: async () => {
      await database.executeSql(
        `DELETE FROM ${SCHEMA}.job; DELETE FROM ${SCHEMA}.replica; DELETE FROM ${SCHEMA}.fact; UPDATE ${SCHEMA}.sweep SET swept_at = 'epoch', taken_until = 'epoch'`,
      );
    },
    close: async () => {
      await opened.backend.close();
    },
  };
}

async function runs(database: LocalDatabase): Promise<number> {
  const { rows } = await database.executeSql(`SELECT 1 FROM ${SCHEMA}.job WHERE state = 'active'`);
  return rows.length;
}

function handClock(time: TestClock): { clock: Clock; fireDue: () => void } {
  const timers = new Set<{ at: number; fire: () => void }>();
  return {
    clock: {
      now: () => new Date(time.now()),
      elapsed: () => time.now(),
      setTimer: (afterMs, fire) => {
        const timer = { at: time.now() + afterMs, fire };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    fireDue: () => {
      for (const timer of [...timers].filter(({ at }) => at <= time.now())) {
        timers.delete(timer);
        timer.fire();
      }
    },
  };
}
