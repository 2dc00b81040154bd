import { randomUUID } from 'node:crypto';
import type { Db } from 'pg-boss';
import { z } from 'zod';
import { type Common, describeObstacle, noticesAmong, obstacleAmong, type Told } from './common.ts';
import type { Database } from './database.ts';
import { readFitness } from './format.ts';
import { FORMAT, now, SCHEMA } from './schema.ts';

/** A process of which nothing was heard for so long has ended. */
const SILENT = "interval '60 seconds'";

/** A process among those that share the queue. */
export interface Replica {
  /**
   * Says that the process is at work. Where the others took it for gone meanwhile, it joins them again; resolves with why it may not, in English for operators, else
   * with null. Rejects as PostgreSQL does.
   */
  readonly seen: () => Promise<string | null>;
  /** What the others have otherwise that keeps nobody from working, as last seen, in English for operators. */
  readonly notices: () => readonly string[];
  /** Whether another one is at work, as far as is known. */
  readonly hasOthers: (sql: Db) => Promise<boolean>;
  readonly left: () => Promise<void>;
}

/** Joins the processes that are at work; or says in French what keeps it from doing so. */
export async function joinReplicas(database: Pick<Database, 'transaction' | 'executeSql'>, common: Common): Promise<Replica | string> {
  const id = randomUUID();
  let notices: readonly string[] = [];

  async function others(sql: Pick<Db, 'executeSql'>): Promise<readonly Told[]> {
    const { rows } = await sql.executeSql(
      `SELECT hubs, secret, settings FROM ${SCHEMA}.replica WHERE id <> $1 AND seen_at > ${now} - ${SILENT}`,
      [id],
    );
    const found = othersSchema.parse(rows).map(({ hubs, secret, settings }) => ({ ...settings, hubs, secret }));
    notices = noticesAmong(found, common);
    return found;
  }

  /** One process after the other: two that disagree cannot both be the first. Null where it joined. */
  const join = () =>
    database.transaction(async (sql): Promise<Obstacle | null> => {
      await sql.executeSql(`LOCK TABLE ${SCHEMA}.replica IN SHARE ROW EXCLUSIVE MODE`);
      await sql.executeSql(`DELETE FROM ${SCHEMA}.replica WHERE seen_at < ${now} - ${SILENT}`);
      const fitness = await readFitness(sql);
      if (fitness.kind !== 'fit') return { atStart: fitness.problem, later: UNFIT };
      const unlike = obstacleAmong(await others(sql), common);
      if (unlike !== null) return { atStart: describeObstacle(unlike), later: UNLIKE };
      await enter(sql);
      return null;
    });

  async function enter(sql: Db): Promise<void> {
    const { hubs, secret, ...settings } = common;
    await sql.executeSql(
      `INSERT INTO ${SCHEMA}.replica (id, hubs, secret, settings, format, seen_at) VALUES ($1, $2, $3, $4, $5, ${now})`,
      [id, hubs, secret, JSON.stringify(settings), FORMAT],
    );
  }

  const obstacle = await join();
  if (obstacle !== null) return obstacle.atStart;
  return {
    seen: async () => {
      const { rows } = await database.executeSql(`UPDATE ${SCHEMA}.replica SET seen_at = ${now} WHERE id = $1 RETURNING id`, [id]);
      if (rows.length === 0) return (await join())?.later ?? null;
      await others(database);
      return null;
    },
    notices: () => notices,
    hasOthers: async (sql) => (await others(sql)).length > 0,
    left: async () => void (await database.executeSql(`DELETE FROM ${SCHEMA}.replica WHERE id = $1`, [id])),
  };
}

/** Why a process may not join: to whoever starts it, in French; to operators while it runs, in English. */
interface Obstacle {
  readonly atStart: string;
  readonly later: string;
}

const UNLIKE = 'a replica with other settings began to work while this one was cut off: stop one of them';
const UNFIT =
  'a replica of another version, beside which this one may not work, began to work while this one was cut off: stop one of them';

const othersSchema = z.array(z.object({ hubs: z.string(), secret: z.string(), settings: z.record(z.string(), z.string()).catch({}) }));
