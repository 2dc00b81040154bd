import type { Logger } from 'pino';
import { type ConstructorOptions, type Db, PgBoss } from 'pg-boss';
import type { QueueBackend } from '../backend.ts';
import type { Clock } from '../clock.ts';
import { repeat } from '../repeat.ts';
import { type Database, openDatabase } from './database.ts';
import { type Fitness, readFitness, writeFormat } from './format.ts';
import { createPostgresFacts } from './postgres-facts.ts';
import { LINE, SET_ASIDE } from './key-rows.ts';
import { PostgresQueue, type Rhythm, usualRhythm } from './postgres-queue.ts';
import type { Common } from './common.ts';
import { joinReplicas, type Replica } from './replicas.ts';
import { ownTables, SCHEMA } from './schema.ts';
import { checkDatabase, type Checked, refusalOf } from './start-check.ts';
import { createSweepTurn } from './sweep-turn.ts';
import { watchDatabase, type WatchedDatabase } from './watched-database.ts';

export interface PostgresOptions {
  readonly connectionString: string;
  readonly common: Common;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
}

export type OpenedPostgres =
  | { readonly ok: true; readonly backend: QueueBackend }
  | { readonly ok: false; /** In French, for whoever starts the App. */ readonly message: string };

/** A PostgreSQL that starts together with the App is waited for, and a replica that leaves. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/**
 * Opens the queue in PostgreSQL: looks at the database first, then makes or upgrades its tables. A PostgreSQL that does not answer is waited for half a minute, and so is
 * a process that has to leave first.
 */
export async function openPostgres(options: PostgresOptions): Promise<OpenedPostgres> {
  const { clock, log } = options;
  let opened = await tryToOpen(options);
  for (const wait of WAITS_MS) {
    if (opened.kind === 'ok' || opened.kind === 'unfit') break;
    const reason =
      opened.kind === 'occupied' ? 'a replica of a version that is too old is still at work' : 'PostgreSQL does not answer yet';
    log.warn({ wait }, reason);
    await new Promise<void>((resolve) => void clock.setTimer(wait, resolve));
    opened = await tryToOpen(options);
  }
  return opened.kind === 'ok' ? { ok: true, backend: opened.backend } : { ok: false, message: opened.problem };
}

type Try = { readonly kind: 'ok'; readonly backend: QueueBackend } | Exclude<Checked, { kind: 'ok' }>;

async function tryToOpen({ connectionString, common, clock, log }: PostgresOptions): Promise<Try> {
  const checked = await checkDatabase(connectionString);
  if (checked.kind !== 'ok') return checked;
  const database = openDatabase(connectionString, ({ message }) => log.warn({ message }, 'a connection to PostgreSQL was lost'));
  try {
    const opened = await openBackend(database, { common, clock, log, boss: {} });
    if (opened.ok) return { kind: 'ok', backend: opened.backend };
    await database.close();
    return { kind: 'unfit', problem: opened.message };
  } catch (error) {
    await database.close();
    return refusalOf(error);
  }
}

/** What `openBackend` is given besides a database; `boss` are options of pg-boss that only tests need, and another `rhythm` is for tests too. */
export interface BackendOptions extends Pick<PostgresOptions, 'common' | 'clock' | 'log'> {
  readonly boss: Pick<ConstructorOptions, 'backend' | 'clock'>;
  readonly rhythm?: Rhythm;
}

/** The queue in a database that was found fit. The database is closed with it. */
export async function openBackend(
  given: Database,
  { common, clock, log, boss: forTests, rhythm = usualRhythm }: BackendOptions,
): Promise<OpenedPostgres> {
  const database = watchDatabase(given);
  const claimed = await database.transaction(claimTables);
  if (claimed.kind !== 'fit') return { ok: false, message: claimed.problem };
  const superviseSeconds = (1.5 * rhythm.beatMs) / 1_000;
  const boss = new PgBoss({
    ...forTests,
    db: database,
    schema: SCHEMA,
    createSchema: false,
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
  const stopBoss = () => boss.stop({ graceful: false, close: false });
  const replica = await startBoss(boss, rhythm)
    .then(() => joinReplicas(given, common))
    .catch(async (error: unknown) => {
      await stopBoss();
      throw error;
    });
  if (typeof replica === 'string') {
    await stopBoss();
    return { ok: false, message: replica };
  }
  const stopTelling = tellAlive({ replica, database }, { clock, log, rhythm });
  return {
    ok: true,
    backend: {
      createQueue: (options) => new PostgresQueue(options, { boss, database, rhythm }),
      sweepTurn: createSweepTurn(database, replica),
      facts: createPostgresFacts(database),
      notices: replica.notices,
      close: async () => {
        stopTelling();
        await replica.left().catch(() => undefined);
        await stopBoss();
        await database.close();
      },
    },
  };
}

/**
 * Makes our own tables, and says of which form all is from now on, before pg-boss upgrades its own: a process of a version that could not work on cannot join any more. Processes
 * that start together do so one after the other: PostgreSQL does not let two make one table at once, not even where it may be there already.
 */
async function claimTables(sql: Db): Promise<Fitness> {
  await sql.executeSql(`SELECT pg_advisory_xact_lock(hashtextextended('accostage tables', 0))`);
  await sql.executeSql(ownTables);
  await sql.executeSql(`LOCK TABLE ${SCHEMA}.replica IN SHARE ROW EXCLUSIVE MODE`);
  const fitness = await readFitness(sql);
  if (fitness.kind === 'fit') await writeFormat(sql);
  return fitness;
}

const YEAR_S = 365 * 86_400;

async function startBoss(boss: PgBoss, { beatMs }: Rhythm): Promise<void> {
  await boss.start();
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

/** Also tells the log what other processes have otherwise, once each time that it changes. */
function tellAlive(
  { replica, database }: { readonly replica: Replica; readonly database: WatchedDatabase },
  { clock, log, rhythm }: Pick<Required<BackendOptions>, 'clock' | 'log' | 'rhythm'>,
): () => void {
  const cannot = (message: string) => log.warn({ message }, 'the process cannot say that it is at work');
  let told: readonly string[] = [];
  const tellNotices = () => {
    for (const notice of replica.notices().filter((one) => !told.includes(one))) log.warn(notice);
    told = replica.notices();
  };
  tellNotices();
  return repeat(clock, rhythm.beatMs, async () => {
    try {
      const refusal = await database.look(replica.seen);
      if (refusal !== null) cannot(refusal);
      tellNotices();
    } catch (error) {
      cannot(error instanceof Error ? error.message : String(error));
    }
  });
}
