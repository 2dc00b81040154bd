import { randomUUID } from 'node:crypto';
import { type Clock, elapsedAt } from './clock.ts';
import { allowOneTry, type Entry, follow, freshEntry, takeCauses, wantAt, wantedAt } from './entry.ts';
import { type FailurePolicy, type Outcome, outcomeOfError, outcomeOfResult } from './outcome.ts';
import type { QueueStats, Reconcile, RunContext, WorkQueue } from './work-queue.ts';

/** A key that will not run again by itself, the error that decided it, and the run it happened in. */
export interface SetAside<K extends string> {
  readonly key: K;
  readonly error: unknown;
  readonly correlationId: string;
}

/** One ended run, for the log. `setAsideError` is what the `setAside` callback failed with. */
export interface Run<K extends string> extends RunContext {
  readonly key: K;
  readonly durationMs: number;
  readonly outcome: Outcome;
  readonly setAsideError?: unknown;
}

export interface MemoryQueueOptions<K extends string> extends FailurePolicy {
  readonly reconcile: Reconcile<K>;
  readonly clock: Clock;
  /** Milliseconds that a key set aside so many times in a row (from 1) is left alone by `offer`. */
  readonly setAsideFor: (times: number) => number;
  /** Keys that may run at the same time. */
  readonly concurrency: number;
  /** Calls back when runs may begin, never on the caller's stack: what one caller adds in one go becomes one run. At once, unless something else comes first. */
  readonly begin?: (work: () => void) => void;
  /** Called once when a key is set aside, as a part of the run: the key does not run meanwhile. */
  readonly setAside: (setAside: SetAside<K>) => Promise<void>;
  /** Called after each run. */
  readonly observe: (run: Run<K>) => void;
}

/** A work queue in the memory of one process: first in, first out among the keys that may run. Nothing survives the process. */
export function createMemoryQueue<K extends string>(options: MemoryQueueOptions<K>): WorkQueue<K> {
  return new MemoryQueue(options);
}

class MemoryQueue<K extends string> implements WorkQueue<K> {
  readonly #options: MemoryQueueOptions<K>;
  readonly #begin: (work: () => void) => void;
  readonly #entries = new Map<K, Entry>();
  /** In the order in which the keys became able to run. */
  readonly #ready = new Map<K, Entry>();
  #running = 0;
  #draining = false;
  #drained: (() => void)[] = [];

  constructor(options: MemoryQueueOptions<K>) {
    this.#options = options;
    this.#begin = options.begin ?? queueMicrotask;
  }

  add(key: K, cause: string): void {
    this.#want(key, this.#entryOf(key), cause);
  }

  offer(key: K, cause: string): void {
    const entry = this.#entryOf(key);
    const now = this.#options.clock.elapsed();
    if (entry.stage !== 'set-aside') this.#want(key, entry, cause);
    else if (entry.setAsideAt + this.#options.setAsideFor(entry.timesSetAside) <= now) {
      allowOneTry(entry, this.#options.maxFailures);
      this.#want(key, entry, cause);
    }
  }

  wake(matches: (key: K) => boolean, cause: string): void {
    for (const [key, { stage }] of this.#entries) if (stage === 'set-aside' && matches(key)) this.add(key, cause);
  }

  addAt(key: K, at: Date): void {
    if (Number.isNaN(at.getTime())) throw new RangeError(`invalid date for ${key}`);
    const entry = this.#entryOf(key);
    if (entry.stage === 'set-aside') return;
    wantAt(entry, elapsedAt(this.#options.clock, at));
    this.#schedule(key, entry);
  }

  stats(): QueueStats {
    const entries = [...this.#entries.values()];
    const count = (stage: Entry['stage']) => entries.filter((entry) => entry.stage === stage).length;
    return { ready: count('ready'), running: this.#running, waiting: count('idle'), setAside: count('set-aside') };
  }

  drain(): Promise<void> {
    this.#draining = true;
    for (const entry of this.#entries.values()) entry.cancelTimer();
    this.#entries.clear();
    this.#ready.clear();
    return new Promise((resolve) => {
      this.#drained.push(resolve);
      this.#endDrain();
    });
  }

  #entryOf(key: K): Entry {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = freshEntry();
    if (!this.#draining) this.#entries.set(key, entry);
    return entry;
  }

  #want(key: K, entry: Entry, cause: string): void {
    entry.causes.add(cause);
    this.#schedule(key, entry);
  }

  /**
   * Puts an entry where its wishes lead: able to run, waiting for its time, or forgotten; a set aside one with a new cause leaves its place too. A running
   * one is scheduled again at its end; one that is able to run has its place, however many events come.
   */
  #schedule(key: K, entry: Entry): void {
    if (this.#draining || entry.stage === 'running' || entry.stage === 'ready') return;
    entry.cancelTimer();
    const { clock } = this.#options;
    const at = wantedAt(entry);
    if (at === null) {
      if (entry.stage === 'idle') this.#entries.delete(key);
    } else if (at > clock.elapsed()) {
      entry.cancelTimer = clock.setTimer(at - clock.elapsed(), () => this.#schedule(key, entry));
    } else {
      entry.stage = 'ready';
      this.#ready.set(key, entry);
      this.#begin(() => this.#startReady());
    }
  }

  #startReady(): void {
    for (const [key, entry] of this.#ready) {
      if (this.#running >= this.#options.concurrency) return;
      this.#ready.delete(key);
      this.#running += 1;
      entry.stage = 'running';
      void this.#run(key, entry);
    }
  }

  async #run(key: K, entry: Entry): Promise<void> {
    const { clock, observe } = this.#options;
    const startedAt = clock.elapsed();
    const context: RunContext = { causes: takeCauses(entry, startedAt), correlationId: randomUUID() };
    const outcome = await this.#attempt(key, entry, context);
    const setAside =
      outcome.kind === 'set-aside' ? await this.#tellSetAside({ key, error: outcome.error, correlationId: context.correlationId }) : {};
    follow(entry, outcome, clock);
    this.#running -= 1;
    this.#schedule(key, entry);
    if (this.#ready.size > 0) this.#begin(() => this.#startReady());
    this.#endDrain();
    observe({ key, ...context, durationMs: Math.round(clock.elapsed() - startedAt), outcome, ...setAside });
  }

  async #attempt(key: K, entry: Entry, context: RunContext): Promise<Outcome> {
    const { reconcile, clock } = this.#options;
    try {
      return outcomeOfResult(await reconcile(key, context), clock.now());
    } catch (error) {
      return outcomeOfError({ error, failures: entry.failures, now: clock.now() }, this.#options);
    }
  }

  /** A callback that fails (GitHub is down, say) must not stop the queue: its error goes to the log with the run. */
  async #tellSetAside(setAside: SetAside<K>): Promise<{ setAsideError?: unknown }> {
    try {
      await this.#options.setAside(setAside);
      return {};
    } catch (setAsideError) {
      return { setAsideError };
    }
  }

  #endDrain(): void {
    if (!this.#draining || this.#running > 0) return;
    for (const resolve of this.#drained.splice(0)) resolve();
  }
}
