import { type Clock, elapsedAt } from './clock.ts';
import { type Lane, moreUrgent } from './lanes.ts';
import type { Outcome } from './outcome.ts';

/** What a queue knows of one key, wherever it keeps it. Its times are in milliseconds of the queue's own clock, which nobody sets. */
export interface Entry {
  /** Why a run is wanted as soon as possible; empty when none is. */
  readonly causes: Set<string>;
  /** Whether somebody waits for one of the causes. */
  lane: Lane;
  /** When a run is wanted at the latest. */
  dueAt: number | null;
  /** No run before this (backoff, rate limit). While it lies ahead there is a cause: the try to repeat. */
  notBefore: number;
  /** In a row. */
  failures: number;
  /** Runs in a row that ended in one outage of which nobody tells the end. */
  outages: number;
  /** Which one the last of them met, as `FailurePolicy` names it. */
  outageOf: string | null;
  /** Times that it was set aside, in a row. */
  timesSetAside: number;
  /** Since when it is set aside; null when it is not. */
  setAsideAt: number | null;
}

/** An entry that wants nothing. */
export function freshEntry(): Entry {
  return {
    causes: new Set(),
    lane: 'sweep',
    dueAt: null,
    notBefore: 0,
    failures: 0,
    outages: 0,
    outageOf: null,
    timesSetAside: 0,
    setAsideAt: null,
  };
}

/** Asks for a run as soon as possible; wakes a set aside entry. */
export function want(entry: Entry, cause: string, lane: Lane): void {
  entry.causes.add(cause);
  entry.lane = moreUrgent(entry.lane, lane);
  entry.setAsideAt = null;
}

/** As `want`, for somebody who may wait: what waits for the end of an outage is tried at once, and waits anew as one does at its beginning. */
export function news(entry: Entry, cause: string): void {
  want(entry, cause, 'people');
  if (entry.outages === 0) return;
  entry.outages = 0;
  entry.notBefore = 0;
}

/** What it waited for is over: one that an outage kept comes at once, in the lane in which it waited, as when the outage began; any other as news. */
export function resume(entry: Entry, cause: string): void {
  if (entry.outages === 0) return news(entry, cause);
  want(entry, cause, entry.lane);
  entry.outages = 0;
  entry.notBefore = 0;
}

/** Whether something that may end at any time keeps the entry: it is set aside, or waits for the end of an outage. */
export function isKept({ setAsideAt, outages }: Entry): boolean {
  return setAsideAt !== null || outages > 0;
}

/** Bounds of what is offered to a set aside entry. */
export interface SetAsidePolicy {
  /** Milliseconds that a key set aside so many times in a row (from 1) is left alone by `offer`. */
  readonly setAsideFor: (times: number) => number;
  /** Failures in a row that set a key aside. */
  readonly maxFailures: number;
}

/** As `want`, in the lane of the sweep; a set aside entry gets one try, once it was left alone long enough: one more failure sets it aside again. */
export function offer(entry: Entry, { cause, now }: { cause: string; now: number }, { setAsideFor, maxFailures }: SetAsidePolicy): void {
  if (entry.setAsideAt !== null) {
    if (entry.setAsideAt + setAsideFor(entry.timesSetAside) > now) return;
    entry.failures = maxFailures - 1;
  }
  want(entry, cause, 'sweep');
}

/** Asks for a run at `at` at the latest; a set aside entry stays so. */
export function wantAt(entry: Entry, at: number): void {
  if (entry.setAsideAt !== null) return;
  entry.dueAt = entry.dueAt === null ? at : Math.min(entry.dueAt, at);
}

/** When the entry wants to run; null when it does not. */
export function wantedAt({ causes, dueAt, notBefore }: Entry): number | null {
  return causes.size > 0 ? notBefore : dueAt;
}

/** What a run answers: its causes, and whether somebody waits for it. */
export interface Taken {
  readonly causes: readonly string[];
  readonly lane: Lane;
}

/** What a run that starts now answers, which is all: the entry is left without. */
export function takeCauses(entry: Entry, now: number): Taken {
  if (entry.dueAt !== null && entry.dueAt <= now) {
    entry.causes.add('timer');
    entry.dueAt = null;
  }
  const taken = { causes: [...entry.causes], lane: entry.lane };
  entry.causes.clear();
  entry.lane = 'sweep';
  return taken;
}

/** How a run ended, and the lane it ran in. */
export interface Ending {
  readonly outcome: Outcome;
  readonly lane: Lane;
}

/** Writes down what the end of a run asks for, by the clock as it stands then. */
export function follow(entry: Entry, { outcome, lane }: Ending, clock: Pick<Clock, 'now' | 'elapsed'>): void {
  const isNews = entry.causes.size > 0 && entry.lane === 'people';
  entry.outages = 0;
  switch (outcome.kind) {
    case 'done':
      forgetFailures(entry);
      break;
    case 'again':
      forgetFailures(entry);
      wantAt(entry, elapsedAt(clock, outcome.at));
      entry.lane = moreUrgent(entry.lane, outcome.lane);
      break;
    case 'retry':
      entry.failures = outcome.failures;
      tryAgain(entry, { cause: outcome.kind, lane, at: elapsedAt(clock, outcome.at) });
      break;
    case 'outage':
      // As somebody who comes a moment later.
      if (isNews) break;
      entry.outages = outcome.outages;
      entry.outageOf = outcome.of;
      tryAgain(entry, { cause: outcome.kind, lane, at: elapsedAt(clock, outcome.at) });
      break;
    case 'rate-limited':
    case 'unavailable':
      tryAgain(entry, { cause: outcome.kind, lane, at: elapsedAt(clock, outcome.at) });
      break;
    case 'set-aside':
      entry.failures = 0;
      entry.timesSetAside += 1;
      entry.dueAt = null;
      // News that came during the run wakes it at once.
      entry.setAsideAt = entry.causes.size > 0 ? null : clock.elapsed();
      break;
    default:
      outcome satisfies never;
  }
}

function forgetFailures(entry: Entry): void {
  entry.failures = 0;
  entry.timesSetAside = 0;
}

function tryAgain(entry: Entry, { cause, lane, at }: { cause: string; lane: Lane; at: number }): void {
  want(entry, cause, lane);
  entry.notBefore = at;
}
