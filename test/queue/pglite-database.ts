import { PGlite } from '@electric-sql/pglite';
import { fromPglite, type Db } from 'pg-boss';
import type { Database } from '../../src/queue/postgres/database.ts';
import { settle } from './fake-clock.ts';

/** PostgreSQL in this process, and what a test needs to see of it. */
export interface LocalDatabase extends Database {
  /** Resolves when nothing was asked of it for a while. */
  readonly quiet: () => Promise<void>;
  /** From now on it answers nothing but errors; until `mend`. */
  readonly fail: (message: string) => void;
  readonly mend: () => void;
}

/** PGlite: PostgreSQL itself, compiled for Node, with one session. */
export function localDatabase(): LocalDatabase {
  const pglite = new PGlite();
  const db = fromPglite(pglite);
  let asked = 0;
  let open = 0;
  let failure: string | null = null;
  const watch = async <T>(ask: () => Promise<T>): Promise<T> => {
    asked += 1;
    open += 1;
    try {
      if (failure !== null) throw new Error(failure);
      return await ask();
    } finally {
      open -= 1;
    }
  };
  return {
    ...db,
    executeSql: (text, values) => watch(() => db.executeSql(text, values)),
    transaction: (work) => watch(() => pglite.transaction((tx) => work(sqlOf(tx)))),
    close: () => pglite.close(),
    quiet: async () => {
      for (let before = -1, calm = 0; calm < 3; before = asked) {
        await settle();
        calm = open === 0 && asked === before ? calm + 1 : 0;
      }
    },
    fail: (message) => {
      failure = message;
    },
    mend: () => {
      failure = null;
    },
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
