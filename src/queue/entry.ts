import { type Clock, elapsedAt } from './clock.ts';
import type { Outcome } from './outcome.ts';

/** What the memory queue knows of one key. Its times are in milliseconds of the clock that nobody sets. */
export interface Entry {
  stage: 'idle' | 'ready' | 'running' | 'set-aside';
  /** Why a run is wanted as soon as possible; empty when none is. */
  readonly causes: Set<string>;
  /** When a run is wanted at the latest. */
  dueAt: number | null;
  /** No run before this (backoff, rate limit). While it lies ahead there is a cause: the try to repeat. */
  notBefore: number;
  /** In a row. */
  failures: number;
  /** Times that it was set aside, in a row. */
  timesSetAside: number;
  /** When it was last set aside. */
  setAsideAt: number;
  /** Of the timer that waits for the next run; does nothing when there is none. */
  cancelTimer: () => void;
}

/** An entry that wants nothing. */
export function freshEntry(): Entry {
  return {
    stage: 'idle',
    causes: new Set(),
    dueAt: null,
    notBefore: 0,
    failures: 0,
    timesSetAside: 0,
    setAsideAt: 0,
    cancelTimer: () => {},
  };
}

/** Asks for a run at `at` at the latest. */
export function wantAt(entry: Entry, at: number): void {
  entry.dueAt = entry.dueAt === null ? at : Math.min(entry.dueAt, at);
}

/** When the entry wants to run; null when it does not. */
export function wantedAt({ causes, dueAt, notBefore }: Entry): number | null {
  return causes.size > 0 ? notBefore : dueAt;
}

/** The causes of a run that starts now, which answers them all: the entry is left without. */
export function takeCauses(entry: Entry, now: number): readonly string[] {
  if (entry.dueAt !== null && entry.dueAt <= now) {
    entry.causes.add('timer');
    entry.dueAt = null;
  }
  const causes = [...entry.causes];
  entry.causes.clear();
  return causes;
}

/** A set aside entry is set aside again by one more failure. */
export function allowOneTry(entry: Entry, maxFailures: number): void {
  entry.failures = maxFailures - 1;
}

/** Writes down what the end of a run asks for, by the clock as it stands then. */
export function follow(entry: Entry, outcome: Outcome, clock: Pick<Clock, 'now' | 'elapsed'>): void {
  entry.stage = 'idle';
  switch (outcome.kind) {
    case 'done':
      forgetFailures(entry);
      break;
    case 'again':
      forgetFailures(entry);
      wantAt(entry, elapsedAt(clock, outcome.at));
      break;
    case 'retry':
      entry.failures = outcome.failures;
      tryAgain(entry, outcome.kind, elapsedAt(clock, outcome.at));
      break;
    case 'rate-limited':
    case 'unavailable':
      tryAgain(entry, outcome.kind, elapsedAt(clock, outcome.at));
      break;
    case 'set-aside':
      entry.failures = 0;
      entry.timesSetAside += 1;
      entry.setAsideAt = clock.elapsed();
      entry.dueAt = null;
      entry.stage = 'set-aside';
      break;
    default:
      outcome satisfies never;
  }
}

function forgetFailures(entry: Entry): void {
  entry.failures = 0;
  entry.timesSetAside = 0;
}

function tryAgain(entry: Entry, cause: string, at: number): void {
  entry.causes.add(cause);
  entry.notBefore = at;
}
