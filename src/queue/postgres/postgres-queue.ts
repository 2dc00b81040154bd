import type { JobAttempt, JobWithMetadata, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { elapsedAt } from '../clock.ts';
import { type Entry, follow, news, offer, resume, takeCauses, type Taken, want, wantAt } from '../entry.ts';
import { type Lane, LaneTurns } from '../lanes.ts';
import { Places } from '../places.ts';
import { QueueUnavailable } from '../queue-unavailable.ts';
import { repeat } from '../repeat.ts';
import { runKey } from '../run-key.ts';
import type { QueueOptions, QueueStats, Run, WorkQueue } from '../work-queue.ts';
import type { Database } from './database.ts';
import { type Change, isKey, KeyRows, LINE, type Place, priorityOf, SET_ASIDE } from './key-rows.ts';
import { now, SCHEMA } from './schema.ts';
import { readEntry } from './stored-entry.ts';

/** What a process does again and again. */
export interface Rhythm {
  /** How often the line is looked at for what became due, and for what other processes left. */
  readonly pollMs: number;
  /** How often the runs of this process are said to be alive; one of which nothing was heard for three times as long is taken over. */
  readonly beatMs: number;
}
export const usualRhythm: Rhythm = { pollMs: 1_000, beatMs: 10_000 };
/** The end of a run that could not be written down is tried again after this. */
const SETTLE_AGAIN_MS = 1_000;
/** A run that ended so many processes is not begun again by itself. */
const MAX_TAKEOVERS = 3;

/** A run of this process. */
interface Running {
  attempt: JobAttempt;
  /** What came for the key while its row was taken for lost: a run that began before does not answer it. */
  readonly missed: Taken[];
}

/** What the queue is made of. */
export interface PostgresParts {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly rhythm: Rhythm;
}

/**
 * A work queue in PostgreSQL, of as many processes as one likes: rows of pg-boss say what every key wants, and which runs. What the contract says of keys holds
 * over all processes; the turns of lanes and hubs are taken in each.
 */
export class PostgresQueue<K extends string> implements WorkQueue<K> {
  readonly #options: QueueOptions<K>;
  readonly #boss: PgBoss;
  readonly #database: Database;
  readonly #rows: KeyRows<K>;
  readonly #turns = new LaneTurns();
  /** Hubs that had their turn in this round. */
  readonly #served: Readonly<Record<Lane, Set<string>>> = { people: new Set(), sweep: new Set() };
  readonly #running = new Map<K, Running>();
  readonly #places: Places;
  readonly #stopPolling: () => void;
  readonly #stopBeating: () => void;
  #pulling: Promise<void> | null = null;
  #more = false;
  #draining = false;
  #drained: (() => void)[] = [];
  #obstacle: string | null = null;

  constructor(options: QueueOptions<K>, { boss, database, rhythm }: PostgresParts) {
    this.#options = options;
    this.#boss = boss;
    this.#database = database;
    this.#rows = new KeyRows(boss, database);
    this.#places = new Places(options.concurrency, () => void this.#pull());
    this.#stopPolling = repeat(options.clock, rhythm.pollMs, () => this.#pull());
    this.#stopBeating = repeat(options.clock, rhythm.beatMs, () => this.#beat());
  }

  add(key: K, cause: string): Promise<void> {
    return this.#change(key, (entry) => news(entry, cause));
  }

  offer(key: K, cause: string): Promise<void> {
    return this.#change(key, (entry, at) => offer(entry, { cause, now: at }, this.#options));
  }

  async setAside(): Promise<readonly K[]> {
    return this.#keys(() => this.#rows.setAside());
  }

  async wake(matches: (key: K) => boolean, cause: string): Promise<void> {
    // One whose run ends in between is among the others.
    const running = await this.#keys(() => this.#rows.running());
    const kept = [...(await this.setAside()), ...(await this.#keys(() => this.#rows.waitingOut()))];
    for (const key of running) if (matches(key)) await this.add(key, cause);
    for (const key of new Set(kept.filter((one) => !running.includes(one))))
      if (matches(key)) await this.#change(key, (entry) => resume(entry, cause));
  }

  addAt(key: K, at: Date): Promise<void> {
    if (Number.isNaN(at.getTime())) return Promise.reject(new RangeError(`invalid date for ${key}`));
    return this.#change(key, (entry, elapsed) => wantAt(entry, elapsedAt(this.#clockAt(elapsed), at)));
  }

  async stats(): Promise<QueueStats> {
    const { rows } = await this.#kept(() => this.#database.executeSql(statsSql));
    return statsSchema.parse(rows)[0];
  }

  obstacle(): string | null {
    return this.#obstacle;
  }

  async drain(): Promise<void> {
    this.#draining = true;
    this.#stopPolling();
    await this.#pulling;
    await new Promise<void>((resolve) => {
      this.#drained.push(resolve);
      this.#endDrain();
    });
    this.#stopBeating();
  }

  async #keys(read: () => Promise<readonly string[]>): Promise<readonly K[]> {
    return z.array(keySchema<K>()).parse(await this.#kept(read));
  }

  #place(key: K): Place<K> {
    return { key, hub: this.#options.hubOf(key) };
  }

  /** The machine's time, and that of the database, which is the one that waits. */
  #clockAt(elapsed: number) {
    return { now: () => this.#options.clock.now(), elapsed: () => elapsed };
  }

  async #change(key: K, change: Change): Promise<void> {
    await this.#kept(() => this.#rows.change(this.#place(key), change));
    void this.#pull();
  }

  /** What PostgreSQL refuses is told to whoever asked, and to `/readyz`. */
  async #kept<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      this.#stumble(error);
      throw new QueueUnavailable(`the queue cannot be reached: ${messageOf(error)}`, { cause: error });
    }
  }

  #stumble(error: unknown): void {
    this.#obstacle = `PostgreSQL: ${messageOf(error)}`;
  }

  /** Starts what may start. What is asked meanwhile is looked for before it ends. */
  #pull(): Promise<void> {
    this.#more = true;
    this.#pulling ??= this.#startAll().finally(() => {
      this.#pulling = null;
    });
    return this.#pulling;
  }

  async #startAll(): Promise<void> {
    try {
      while (this.#more) {
        this.#more = false;
        while (await this.#startNext());
      }
      this.#obstacle = null;
    } catch (error) {
      this.#stumble(error);
    }
  }

  /** False when no run can start now. */
  async #startNext(): Promise<boolean> {
    if (this.#draining || !this.#places.isFree(this.#running.size)) return false;
    await this.#turnToBegin();
    const job = await this.#claim();
    if (job === null) return false;
    const attempt = { id: job.id, retryCount: job.retryCount };
    if (!isKey(job.singletonKey)) {
      await this.#rows.drop(attempt);
      return true;
    }
    const key = keySchema<K>().parse(job.singletonKey);
    const entry = readEntry(job.data);
    const taken = takeCauses(entry, job.startedOn.getTime());
    const running = this.#running.get(key);
    if (running === undefined) {
      const started: Running = { attempt, missed: [] };
      this.#running.set(key, started);
      void this.#run(started, { key, entry, taken });
    } else {
      // PostgreSQL had not heard of this process for a while, but the run goes on: it is one run still.
      running.attempt = attempt;
      running.missed.push(taken);
    }
    return true;
  }

  /** Before a key is taken from the line: what is added until then becomes one run. */
  #turnToBegin(): Promise<void> {
    const { begin = queueMicrotask } = this.#options;
    return new Promise<void>((resolve) => {
      begin(resolve);
    });
  }

  async #claim(): Promise<JobWithMetadata | null> {
    for (const lane of this.#turns.order()) {
      const job = (await this.#fetch(lane)) ?? (await this.#fetchInNewRound(lane));
      if (job === null) continue;
      this.#turns.took(lane);
      this.#served[lane].add(job.groupId ?? '');
      return job;
    }
    return null;
  }

  #fetchInNewRound(lane: Lane): Promise<JobWithMetadata | null> {
    if (this.#served[lane].size === 0) return Promise.resolve(null);
    this.#served[lane].clear();
    return this.#fetch(lane);
  }

  async #fetch(lane: Lane): Promise<JobWithMetadata | null> {
    const priority = priorityOf[lane];
    const [job] = await this.#database.transaction((sql) =>
      this.#boss.fetch<object>(LINE, {
        includeMetadata: true,
        minPriority: priority,
        maxPriority: priority,
        ignoreGroups: [...this.#served[lane]],
        db: sql,
      }),
    );
    return job ?? null;
  }

  async #run(running: Running, { key, entry, taken }: { key: K; entry: Entry; taken: Taken }): Promise<void> {
    const { observe } = this.#options;
    const options = running.attempt.retryCount >= MAX_TAKEOVERS ? { ...this.#options, reconcile: deadly } : this.#options;
    const place = this.#places.forRun();
    const run = await runKey({ key, taken, before: entry, standAside: place.standAside }, options);
    place.end();
    await this.#settle(running, run, { lane: taken.lane, before: entry });
    this.#running.delete(key);
    observe(run);
    void this.#pull();
    this.#endDrain();
  }

  /** Writes down how a run ended, and waits for PostgreSQL to do so; while the process stops, it does not wait: the run is then repeated by another one. */
  async #settle(running: Running, { key, outcome }: Run<K>, { lane, before }: { lane: Lane; before: Entry }): Promise<void> {
    const change: Change = (entry, at) => {
      for (const { causes, lane: missedIn } of running.missed) for (const cause of causes) want(entry, cause, missedIn);
      entry.failures = before.failures;
      entry.timesSetAside = before.timesSetAside;
      if (before.dueAt !== null) wantAt(entry, before.dueAt);
      follow(entry, { outcome, lane }, this.#clockAt(at));
    };
    for (;;) {
      try {
        await this.#rows.end(this.#place(key), { attempt: running.attempt, change });
        return;
      } catch (error) {
        this.#stumble(error);
        if (this.#draining) return;
        await new Promise<void>((resolve) => void this.#options.clock.setTimer(SETTLE_AGAIN_MS, resolve));
      }
    }
  }

  async #beat(): Promise<void> {
    const attempts = [...this.#running.values()].map(({ attempt }) => attempt);
    if (attempts.length === 0) return;
    try {
      await this.#database.transaction((sql) => this.#boss.touch(LINE, attempts, { db: sql }));
    } catch (error) {
      this.#stumble(error);
    }
  }

  #endDrain(): void {
    if (!this.#draining || this.#running.size > 0) return;
    for (const resolve of this.#drained.splice(0)) resolve();
  }
}

function deadly(): Promise<{ terminal: Error }> {
  return Promise.resolve({ terminal: new Error(`the process ended during this run ${MAX_TAKEOVERS} times in a row`) });
}

function keySchema<K extends string>() {
  return z.custom<K>((value) => typeof value === 'string');
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

/** One key that runs and is wanted again counts once. */
const statsSql = `
  SELECT
    count(*) FILTER (WHERE name = '${LINE}' AND state < 'active' AND start_after <= ${now} AND NOT runs)::int AS ready,
    count(*) FILTER (WHERE name = '${LINE}' AND state = 'active')::int AS running,
    count(*) FILTER (WHERE name = '${LINE}' AND state < 'active' AND start_after > ${now} AND NOT runs)::int AS waiting,
    count(*) FILTER (WHERE name = '${SET_ASIDE}' AND state < 'active')::int AS "setAside"
  FROM (
    SELECT name, state, start_after,
      bool_or(state = 'active') OVER (PARTITION BY name, singleton_key) AS runs
    FROM ${SCHEMA}.job WHERE name IN ('${LINE}', '${SET_ASIDE}') AND state <= 'active'
  ) AS jobs`;

const count = z.number();
const statsSchema = z.tuple([z.object({ ready: count, running: count, waiting: count, setAside: count })]);
