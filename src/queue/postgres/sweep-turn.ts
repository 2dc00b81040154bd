import { z } from 'zod';
import type { SweepTurn } from '../backend.ts';
import type { Database } from './database.ts';
import type { Replica } from './replicas.ts';
import { now, SCHEMA } from './schema.ts';

/** The turn of the sweep among processes: a row says when the last one was. A process that is alone sweeps at its start, because nobody listened before. */
export function createSweepTurn(database: Database, replica: Pick<Replica, 'hasOthers'>): SweepTurn {
  let started = false;
  return {
    take: (everyMs) =>
      database.transaction(async (sql) => {
        const { rows } = await sql.executeSql(
          `SELECT taken_until <= ${now} AS free, swept_at <= ${now} - $1::float8 * interval '1 millisecond' AS due FROM ${SCHEMA}.sweep FOR UPDATE`,
          [everyMs],
        );
        const { free, due } = turnSchema.parse(rows)[0];
        const isFirst = !started && !(await replica.hasOthers(sql));
        started = true;
        if (!free || !(due || isFirst)) return false;
        await sql.executeSql(`UPDATE ${SCHEMA}.sweep SET taken_until = ${now} + interval '2 minutes'`);
        return true;
      }),
    done: async () => void (await database.executeSql(`UPDATE ${SCHEMA}.sweep SET swept_at = ${now}, taken_until = ${now}`)),
  };
}

const turnSchema = z.tuple([z.object({ free: z.boolean(), due: z.boolean() })]);
