import type { Clock } from './clock.ts';
import type { SetAsidePolicy } from './entry.ts';
import type { Lane } from './lanes.ts';
import type { FailurePolicy, Outcome } from './outcome.ts';
import type { StandAside } from './places.ts';
import type { Result } from './result.ts';

/** One run of a reconcile: `causes` are for logs only, a reconcile must not depend on them. */
export interface RunContext {
  readonly causes: readonly string[];
  /** Ties the run's log lines to what is shown to users when it fails. */
  readonly correlationId: string;
}

/** A run that begins: in the lane of people, somebody may wait for it. */
export interface Begun extends RunContext {
  readonly lane: Lane;
  /** Runs of the key in a row before this one that ended in an outage. */
  readonly outages: number;
  /** For a wait that lasts: others run meanwhile. */
  readonly standAside: StandAside;
}

/** Brings the state of one key to what it should be, whatever happened to it. */
export type Reconcile<K extends string> = (key: K, begun: Begun) => Promise<Result>;

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

/** What every queue is given, wherever it keeps its keys. */
export interface QueueOptions<K extends string> extends FailurePolicy, SetAsidePolicy {
  readonly reconcile: Reconcile<K>;
  /** The hub of a key: the hubs take turns. */
  readonly hubOf: (key: K) => string;
  readonly clock: Clock;
  /** Keys that may run at the same time in this process, beside three times as many that stand aside. */
  readonly concurrency: number;
  /** Calls back when runs may begin, never on the caller's stack: what one caller adds in one go becomes one run. At once, unless something else comes first. */
  readonly begin?: (work: () => void) => void;
  /** Called once when a key is set aside, as a part of the run: the key does not run meanwhile. */
  readonly setAside: (setAside: SetAside<K>) => Promise<void>;
  /** Called after each run. */
  readonly observe: (run: Run<K>) => void;
}

/** How many keys stand where: able to run, running, waiting for a time, set aside. */
export interface QueueStats {
  readonly ready: number;
  readonly running: number;
  readonly waiting: number;
  readonly setAside: number;
}

/**
 * Keys to reconcile. At most one run per key at a time; what is added during a run causes exactly one more, started after it.
 * A key that waits after an error or a rate limit keeps waiting when it is added again; one that waits for the end of an outage, of which nobody tells when it
 * comes, is tried at once. Those that may run start in two lanes, people before the sweep,
 * which has one turn in eight at the least; in each lane the hubs take turns, whatever they have to do.
 *
 * What a promise resolves for is kept. One that rejects with `QueueUnavailable` kept nothing that can be relied on: whoever asked must ask again.
 */
export interface WorkQueue<K extends string> {
  /** Something happened to the key, and somebody may wait: it runs as soon as it may, before the sweep, and a set aside key wakes. */
  add(key: K, cause: string): Promise<void>;
  /** A look in passing, without news: as `add`, after people, but a set aside key gets one try at most, and only once it was left alone long enough. */
  offer(key: K, cause: string): Promise<void>;
  /** The keys that are set aside: nothing else offers them. */
  setAside(): Promise<readonly K[]>;
  /**
   * What kept keys from running is over: as `add`, for each key that `matches` and is set aside, waits for the end of an outage, or whose run is under way and may end so. One
   * that waited goes on in its lane: nobody who comes now waits for all of those that a sweep brought.
   */
  wake(matches: (key: K) => boolean, cause: string): Promise<void>;
  /** Runs the key at `at` at the latest; the earliest of several times counts. Leaves a set aside key set aside. Rejects with RangeError on an invalid date. */
  addAt(key: K, at: Date): Promise<void>;
  stats(): Promise<QueueStats>;
  /** What keeps the queue from working, in a few words of English for operators; null when nothing does. */
  obstacle(): string | null;
  /** Starts nothing any more; resolves when the running reconciles have ended. What waits in memory is forgotten, and found again by the sweep. */
  drain(): Promise<void>;
}
