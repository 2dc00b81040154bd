import { PGlite } from '@electric-sql/pglite';
import { fromPglite, type Db } from 'pg-boss';
import type { Database } from '../../src/queue/postgres/database.ts';

/** PGlite: PostgreSQL itself, compiled for Node, with one session. */
export function pgliteDatabase(): Database {
  const pglite = new PGlite();
  return {
    ...fromPglite(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOf(tx))),
    close: () => pglite.close(),
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
