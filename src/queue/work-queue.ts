/**
 * What a reconcile asks for next: nothing, another look at a time, or never again by itself (`terminal` says why: trying again
 * could not help). A thrown error asks for another try with backoff.
 */
export type Result = { readonly done: true } | { readonly againAt: Date } | { readonly terminal: Error };

/** The result of a reconcile after which nothing is left to do. */
export const done: Result = { done: true };

/** One run of a reconcile: `causes` are for logs only, a reconcile must not depend on them. */
export interface RunContext {
  readonly causes: readonly string[];
  /** Ties the run's log lines to what is shown to users when it fails. */
  readonly correlationId: string;
}

/** Brings the state of one key to what it should be, whatever happened to it. */
export type Reconcile<K extends string> = (key: K, context: RunContext) => Promise<Result>;

/** How many keys stand where: able to run, running, waiting for a time, set aside. */
export interface QueueStats {
  readonly ready: number;
  readonly running: number;
  readonly waiting: number;
  readonly setAside: number;
}

/**
 * Keys to reconcile. At most one run per key at a time; what is added during a run causes exactly one more, started after it.
 * A key that waits after an error or a rate limit keeps waiting when it is added again.
 */
export interface WorkQueue<K extends string> {
  /** Something happened to the key: it runs as soon as it may, and a set aside key wakes. */
  add(key: K, cause: string): void;
  /** A look in passing, without news: as `add`, but a set aside key gets one try at most, and only once it was left alone long enough. */
  offer(key: K, cause: string): void;
  /** What kept keys from running is over: as `add`, for each set aside key that `matches`. */
  wake(matches: (key: K) => boolean, cause: string): void;
  /** Runs the key at `at` at the latest; the earliest of several times counts. Leaves a set aside key set aside. Throws RangeError on an invalid date. */
  addAt(key: K, at: Date): void;
  stats(): QueueStats;
  /** Starts nothing any more and forgets what waits; resolves when the running reconciles have ended. What was lost, the sweep finds again. */
  drain(): Promise<void>;
}
