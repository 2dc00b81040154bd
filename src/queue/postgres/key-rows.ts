import type { Db, JobAttempt, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { type Entry, freshEntry, wantedAt } from '../entry.ts';
import type { Lane } from '../lanes.ts';
import type { Database } from './database.ts';
import { now, SCHEMA } from './schema.ts';
import { readEntry, storeEntry } from './stored-entry.ts';

/** pg-boss's queue of the keys that want to run, each once at the most besides the run that is under way. */
export const LINE = 'line';
/** pg-boss's queue of the keys that are set aside. Nobody takes from it. */
export const SET_ASIDE = 'set-aside';

/** pg-boss takes the higher number first. */
export const priorityOf: Readonly<Record<Lane, number>> = { people: 1, sweep: 0 };

/** A key, and the hub whose turn its run counts as. */
export interface Place<K extends string> {
  readonly key: K;
  readonly hub: string;
}

/** An entry to change, at the time that the database tells in milliseconds. */
export type Change = (entry: Entry, now: number) => void;

/** The rows of keys. A key's rows are changed by one transaction at a time, whichever process it is of; all its methods reject when PostgreSQL does. */
export class KeyRows<K extends string> {
  readonly #boss: PgBoss;
  readonly #database: Database;

  constructor(boss: PgBoss, database: Database) {
    this.#boss = boss;
    this.#database = database;
  }

  /** Changes what is kept of a key besides its run. */
  change(place: Place<K>, change: Change): Promise<void> {
    return this.#locked(place.key, async (sql, at) => {
      // A row that another process began to run meanwhile is no longer there to change: the next one is.
      for (let stored = false; !stored;) {
        const rows = await this.#read(place.key, sql);
        change(rows.entry, at);
        stored = await this.#store(place, { ...rows, now: at }, sql);
      }
    });
  }

  /** The same at the end of a run, whose row goes. False when the run is no longer this process's: another one took it over, and nothing was changed. */
  end(place: Place<K>, { attempt, change }: { attempt: JobAttempt; change: Change }): Promise<boolean> {
    return this.#locked(place.key, async (sql, at) => {
      const deleted = await this.#boss.deleteJob(LINE, attempt, { db: sql });
      if (deletedSchema.parse(deleted).affected === 0) return false;
      const rows = await this.#read(place.key, sql);
      change(rows.entry, at);
      return this.#store(place, { ...rows, now: at }, sql);
    });
  }

  /** Takes away a row that was taken from the line and is of no key. */
  async drop(attempt: JobAttempt): Promise<void> {
    await this.#boss.deleteJob(LINE, attempt);
  }

  /** The keys that run, in whichever process. */
  async running(): Promise<readonly string[]> {
    return this.#keysBy(runningSql);
  }

  /** The keys that are set aside. */
  async setAside(): Promise<readonly string[]> {
    const keys: string[] = [];
    for (let after: string | undefined, page = PAGE; page === PAGE;) {
      const jobs = await this.#boss.findJobs(SET_ASIDE, { queued: true, limit: PAGE, ...(after === undefined ? {} : { after }) });
      keys.push(...jobs.flatMap(({ singletonKey }) => (isKey(singletonKey) ? [singletonKey] : [])));
      after = jobs.at(-1)?.id;
      page = jobs.length;
    }
    return keys;
  }

  /** The keys that wait for the end of an outage. */
  async waitingOut(): Promise<readonly string[]> {
    return this.#keysBy(waitingOutSql);
  }

  async #keysBy(sql: string): Promise<readonly string[]> {
    const { rows } = await this.#database.executeSql(sql);
    return keysSchema.parse(rows).flatMap(({ key }) => (isKey(key) ? [key] : []));
  }

  #locked<T>(key: K, work: (sql: Db, at: number) => Promise<T>): Promise<T> {
    return this.#database.transaction(async (sql) => {
      const { rows } = await sql.executeSql(
        `SELECT pg_advisory_xact_lock(hashtextextended($1, 0)), extract(epoch FROM ${now}) * 1000 AS at`,
        [`accostage ${key}`],
      );
      return work(sql, lockedSchema.parse(rows)[0].at);
    });
  }

  async #read(key: K, sql: Db): Promise<Rows> {
    const [waiting] = await this.#boss.findJobs(LINE, { key, queued: true, db: sql });
    if (waiting !== undefined) return { entry: readEntry(waiting.data), waiting: waiting.id, setAside: null };
    const [aside] = await this.#boss.findJobs(SET_ASIDE, { key, queued: true, db: sql });
    return { entry: aside === undefined ? freshEntry() : readEntry(aside.data), waiting: null, setAside: aside?.id ?? null };
  }

  /** False when the row that was read is a run by now. */
  async #store({ key, hub }: Place<K>, { entry, waiting, setAside, now: at }: Rows & { readonly now: number }, sql: Db): Promise<boolean> {
    const data = storeEntry(entry);
    const wanted = entry.setAsideAt === null ? wantedAt(entry) : null;
    if (waiting !== null && wanted === null) await this.#boss.deleteJob(LINE, waiting, { db: sql });
    if (entry.setAsideAt === null && setAside !== null) await this.#boss.deleteJob(SET_ASIDE, setAside, { db: sql });
    if (entry.setAsideAt !== null && setAside === null) await this.#boss.send(SET_ASIDE, data, { singletonKey: key, db: sql });
    if (wanted === null) return true;
    // pg-boss deletes what waits since too long, which it counts from here.
    const options = { priority: priorityOf[entry.lane], startAfter: new Date(Math.max(wanted, at)), db: sql };
    if (waiting === null) await this.#boss.send(LINE, data, { ...options, singletonKey: key, group: { id: hub } });
    else return (await this.#boss.update(LINE, data, { ...options, id: waiting })).updated > 0;
    return true;
  }
}

/** Whether a row is of a key: one that somebody wrote by hand may be of none. */
export function isKey(written: string | null | undefined): written is string {
  return written !== null && written !== undefined && written !== '';
}

/** What stands of a key: what it wants, and the rows that say so. */
interface Rows {
  readonly entry: Entry;
  readonly waiting: string | null;
  readonly setAside: string | null;
}

/** Of pg-boss's answer: how many rows the deletion found. */
const deletedSchema = z.object({ affected: z.number() });
const runningSql = `SELECT DISTINCT singleton_key AS key FROM ${SCHEMA}.job WHERE name = '${LINE}' AND state = 'active'`;
/** JSON of any kind may be compared: what another program wrote there is no outage, and no error. */
const waitingOutSql = `SELECT singleton_key AS key FROM ${SCHEMA}.job WHERE name = '${LINE}' AND state < 'active' AND data->'outages' > '0'::jsonb`;
const keysSchema = z.array(z.object({ key: z.string().nullable() }));
const lockedSchema = z.tuple([z.object({ at: z.coerce.number() })]);

/** Set aside keys that are read at once. */
const PAGE = 500;
