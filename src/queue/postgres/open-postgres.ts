import type { Logger } from 'pino';
import { type ConstructorOptions, type Db, PgBoss } from 'pg-boss';
import type { QueueBackend } from '../backend.ts';
import type { Clock } from '../clock.ts';
import { repeat } from '../repeat.ts';
import { type Database, openDatabase } from './database.ts';
import { createPostgresFacts } from './postgres-facts.ts';
import { LINE, SET_ASIDE } from './key-rows.ts';
import { PostgresQueue, type Rhythm, usualRhythm } from './postgres-queue.ts';
import { type Common, joinReplicas, type Replica } from './replicas.ts';
import { ownTables, SCHEMA } from './schema.ts';
import { checkDatabase } from './start-check.ts';
import { createSweepTurn } from './sweep-turn.ts';

export interface PostgresOptions {
  readonly connectionString: string;
  readonly common: Common;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
}

export type OpenedPostgres =
  | { readonly ok: true; readonly backend: QueueBackend }
  | { readonly ok: false; /** In French, for whoever starts the App. */ readonly message: string };

/** A PostgreSQL that starts together with the App is waited for. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/** Opens the queue in PostgreSQL: looks at the database first, then makes or upgrades its tables. A PostgreSQL that does not answer is waited for half a minute. */
export async function openPostgres({ connectionString, common, clock, log }: PostgresOptions): Promise<OpenedPostgres> {
  for (const wait of [...WAITS_MS, null]) {
    const checked = await checkDatabase(connectionString);
    if (checked.kind === 'ok') break;
    if (checked.kind === 'unfit' || wait === null) return { ok: false, message: checked.problem };
    log.warn({ wait }, 'PostgreSQL does not answer yet');
    await new Promise<void>((resolve) => void clock.setTimer(wait, resolve));
  }
  const database = openDatabase(connectionString, ({ message }) => log.warn({ message }, 'a connection to PostgreSQL was lost'));
  const opened = await openBackend(database, { common, clock, log, boss: {} });
  if (!opened.ok) await database.close();
  return opened;
}

/** What `openBackend` is given besides a database; `boss` are options of pg-boss that only tests need, and another `rhythm` is for tests too. */
export interface BackendOptions extends Pick<PostgresOptions, 'common' | 'clock' | 'log'> {
  readonly boss: Pick<ConstructorOptions, 'backend' | 'clock'>;
  readonly rhythm?: Rhythm;
}

/** The queue in a database that was found fit. The database is closed with it. */
export async function openBackend(
  database: Database,
  { common, clock, log, boss: forTests, rhythm = usualRhythm }: BackendOptions,
): Promise<OpenedPostgres> {
  const superviseSeconds = (1.5 * rhythm.beatMs) / 1_000;
  const boss = new PgBoss({
    ...forTests,
    db: database,
    schema: SCHEMA,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    // Runs of which nothing was heard are looked for as often.
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    // Rows that wait for others are looked for as often: the App has none.
    flowIntervalSeconds: 3_600,
  });
  boss.on('error', ({ message }) => log.warn({ message }, 'the maintenance of the queue failed'));
  boss.on('warning', ({ message }) => log.warn({ message }, 'the queue warns'));
  await boss.start();
  await makeQueues(boss, rhythm);
  await database.transaction((sql) => makeOwnTables(sql));
  const replica = await joinReplicas(database, common);
  if (typeof replica === 'string') {
    await boss.stop({ graceful: false, close: false });
    return { ok: false, message: replica };
  }
  const stopTelling = tellAlive(replica, { clock, log, rhythm });
  return {
    ok: true,
    backend: {
      createQueue: (options) => new PostgresQueue(options, { boss, database, rhythm }),
      sweepTurn: createSweepTurn(database, replica),
      facts: createPostgresFacts(database),
      close: async () => {
        stopTelling();
        await replica.left().catch(() => undefined);
        await boss.stop({ graceful: false, close: false });
        await database.close();
      },
    },
  };
}

/** Processes that start together make them one after the other: PostgreSQL does not let two make one table at once, not even where it may be there already. */
async function makeOwnTables(sql: Db): Promise<void> {
  await sql.executeSql(`SELECT pg_advisory_xact_lock(hashtextextended('accostage tables', 0))`);
  await sql.executeSql(ownTables);
}

const YEAR_S = 365 * 86_400;

async function makeQueues(boss: PgBoss, { beatMs }: Rhythm): Promise<void> {
  // Tries are counted by the App: pg-boss only gives back what a process that ended had begun.
  await boss.createQueue(LINE, {
    policy: 'stately',
    retryLimit: 1_000_000,
    retryDelay: 0,
    expireInSeconds: 3_600,
    heartbeatSeconds: (3 * beatMs) / 1_000,
    retentionSeconds: YEAR_S,
  });
  await boss.createQueue(SET_ASIDE, { policy: 'stately', retentionSeconds: YEAR_S });
}

function tellAlive(replica: Replica, { clock, log, rhythm }: Pick<Required<BackendOptions>, 'clock' | 'log' | 'rhythm'>): () => void {
  return repeat(clock, rhythm.beatMs, async () => {
    try {
      await replica.seen();
    } catch (error) {
      log.warn({ message: error instanceof Error ? error.message : String(error) }, 'PostgreSQL does not answer');
    }
  });
}
