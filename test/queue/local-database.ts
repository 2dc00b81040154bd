import type { Database } from '../../src/queue/postgres/database.ts';
import { settle } from './fake-clock.ts';

/** A PostgreSQL of a test, and what the test needs to see of it. */
export interface LocalDatabase extends Database {
  /** Resolves when nothing was asked of it for a while. */
  readonly quiet: () => Promise<void>;
  /** From now on it answers nothing but errors; until `mend`. */
  readonly fail: (message: string) => void;
  readonly mend: () => void;
}

/** The same database, watched. */
export function localDatabase(database: Database): LocalDatabase {
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
    ...database,
    executeSql: (text, values) => watch(() => database.executeSql(text, values)),
    transaction: (work) => watch(() => database.transaction(work)),
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
