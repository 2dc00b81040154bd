import type { Database } from './database.ts';
import { readFitness } from './format.ts';

/** A database that this process may have to leave to others while it works. */
export interface WatchedDatabase extends Database {
  /**
   * Looks what became of it, and says by `seen` that the process is at work; `seen` resolves with why it may not be, else with null. While there is such a reason, or the tables are
   * of a form that this program does not know, all else is refused. Resolves with the reason, in English for operators. Rejects as PostgreSQL does.
   */
  readonly look: (seen: () => Promise<string | null>) => Promise<string | null>;
}

/** Watches a database; nothing is refused before the first look. */
export function watchDatabase(database: Database): WatchedDatabase {
  let refusal: string | null = null;
  const ask = <T>(work: () => Promise<T>): Promise<T> => (refusal === null ? work() : Promise.reject(new Error(refusal)));
  return {
    ...database,
    executeSql: (text, values) => ask(() => database.executeSql(text, values)),
    transaction: (work) => ask(() => database.transaction(work)),
    look: async (seen) => {
      refusal = (await readFitness(database)).kind === 'newer' ? UNKNOWN : await seen();
      return refusal;
    },
  };
}

const UNKNOWN = 'its tables were upgraded by a newer version of the App, that this one may not work beside: stop this replica';
