import { PGlite } from '@electric-sql/pglite';
import { fromPglite, type Db } from 'pg-boss';
import type { Database } from '../../src/queue/postgres/database.ts';
import { SCHEMA } from '../../src/queue/postgres/schema.ts';

/** The one of this process: it takes seconds to start, and test files that share a worker use it one after the other. */
let started: PGlite | null = null;

/** PGlite: PostgreSQL itself, compiled for Node, with one session; without the App's schema, whoever had it before. */
export async function pgliteDatabase(): Promise<Database> {
  const pglite = (started ??= new PGlite());
  await pglite.exec(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
  return {
    ...fromPglite(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOf(tx))),
    close: () => Promise.resolve(),
  };
}

function sqlOf(tx: Parameters<Parameters<PGlite['transaction']>[0]>[0]): Db {
  return {
    executeSql: async (text, values) => {
      if (values !== undefined && values.length > 0) return tx.query(text, values);
      const results = await tx.exec(text);
      return { rows: results.flatMap(({ rows }) => rows) };
    },
  };
}
