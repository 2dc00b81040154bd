import type { Database } from './database.ts';
import { readFitness } from './format.ts';

/** A database that another version of the App may upgrade while this one uses it. */
export interface WatchedDatabase extends Database {
  /** Looks what became of it. After one that found tables of a form that this program does not know, all else is refused, until one that knows them. Rejects as PostgreSQL does. */
  readonly look: () => Promise<void>;
}

/** Watches a database; nothing is refused before the first look. */
export function watchDatabase(database: Database): WatchedDatabase {
  let isKnown = true;
  const ask = <T>(work: () => Promise<T>): Promise<T> => (isKnown ? work() : Promise.reject(new Error(UNKNOWN)));
  return {
    ...database,
    executeSql: (text, values) => ask(() => database.executeSql(text, values)),
    transaction: (work) => ask(() => database.transaction(work)),
    look: async () => {
      isKnown = (await readFitness(database)).kind !== 'newer';
    },
  };
}

/** For operators, in `/readyz` and the log. */
const UNKNOWN = 'its tables were upgraded by a newer version of the App, that this one may not work beside: stop this replica';
