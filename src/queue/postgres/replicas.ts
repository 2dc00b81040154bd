import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Db } from 'pg-boss';
import { z } from 'zod';
import type { Database } from './database.ts';
import { readFitness } from './format.ts';
import { FORMAT, now, SCHEMA } from './schema.ts';

/** What all processes that share a queue must have in common, as digests: nothing of a secret is kept. */
export interface Common {
  readonly hubs: string;
  readonly secret: string;
}

/** The digests of settings. A secret is a key here, of a digest that says nothing of it. */
export function commonOf({ hubs, stateSecret, appId }: { hubs: readonly string[]; stateSecret: string; appId: number }): Common {
  const names = hubs.map((hub) => hub.toLowerCase()).toSorted();
  return {
    hubs: createHash('sha256').update(names.join('\n')).digest('hex'),
    secret: createHmac('sha256', stateSecret).update(`accostage replica of the App ${appId}`).digest('hex'),
  };
}

/** A process of which nothing was heard for so long has ended. */
const SILENT = "interval '60 seconds'";

/** A process among those that share the queue. */
export interface Replica {
  /** Says that the process is at work. */
  readonly seen: () => Promise<void>;
  /** Whether another one is, as far as is known. */
  readonly hasOthers: (sql: Db) => Promise<boolean>;
  readonly left: () => Promise<void>;
}

/** Joins the processes that are at work; or says in French what keeps it from doing so. */
export async function joinReplicas(database: Database, { hubs, secret }: Common): Promise<Replica | string> {
  const id = randomUUID();
  const seen = (sql: Db) =>
    sql.executeSql(
      `INSERT INTO ${SCHEMA}.replica (id, hubs, secret, format, seen_at) VALUES ($1, $2, $3, $4, ${now})
       ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
      [id, hubs, secret, FORMAT],
    );
  const refusal = await database.transaction(async (sql) => {
    // One process after the other: two that disagree cannot both be the first.
    await sql.executeSql(`LOCK TABLE ${SCHEMA}.replica IN SHARE ROW EXCLUSIVE MODE`);
    await sql.executeSql(`DELETE FROM ${SCHEMA}.replica WHERE seen_at < ${now} - ${SILENT}`);
    const { rows } = await sql.executeSql(`SELECT hubs, secret FROM ${SCHEMA}.replica`);
    const fitness = await readFitness(sql);
    const problem = fitness.kind === 'fit' ? disagreement(othersSchema.parse(rows), { hubs, secret }) : fitness.problem;
    if (problem === null) await seen(sql);
    return problem;
  });
  return (
    refusal ?? {
      seen: async () => void (await seen(database)),
      hasOthers: async (sql) => {
        const { rows } = await sql.executeSql(`SELECT 1 FROM ${SCHEMA}.replica WHERE id <> $1 AND seen_at > ${now} - ${SILENT}`, [id]);
        return rows.length > 0;
      },
      left: async () => void (await database.executeSql(`DELETE FROM ${SCHEMA}.replica WHERE id = $1`, [id])),
    }
  );
}

const othersSchema = z.array(z.object({ hubs: z.string(), secret: z.string() }));

function disagreement(others: readonly Common[], { hubs, secret }: Common): string | null {
  if (others.some((other) => other.secret !== secret))
    return 'une autre instance travaille sur cette base avec un autre STATE_SECRET ou un autre APP_ID : chacune effacerait l’état que l’autre signe. Donnez les mêmes valeurs à toutes, ou arrêtez les autres puis attendez une minute.';
  if (others.some((other) => other.hubs !== hubs))
    return 'une autre instance travaille sur cette base avec une autre liste HUBS : elle ne ferait rien des dossiers que celle-ci lui laisse. Donnez la même liste à toutes, ou arrêtez les autres puis attendez une minute.';
  return null;
}
