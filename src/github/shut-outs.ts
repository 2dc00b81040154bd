import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import { alone, type SharedFacts } from '../queue/facts.ts';
import type { Act } from './acts.ts';
import { isAnswer, keepsOut, PermissionMissing } from './refusal.ts';
import { type RunNow, runNow } from './run-now.ts';
import { ShutOut } from './shut-out.ts';
import { outageWait } from './unavailable.ts';

/** What GitHub may keep the App from: an installation, or an act there whose permission it has not granted. */
interface Door {
  readonly installation: number;
  /** Null for all that is done there. */
  readonly act: Act | null;
}

/** How a call behind a door ended. */
interface Knock {
  /** Null for an answer. */
  readonly error: unknown;
  /** The one that it was made with; null where one was asked for. */
  readonly token: string | null;
}

/**
 * The outages of which nobody tells the end: an installation where GitHub takes no credentials, that is suspended or lets in other addresses only, and an act whose
 * permission is not accepted yet. One run tries once the wait is over, which grows as `outageWait` says, or at once for news of a person; the others make no call. Neither
 * two installations nor two acts wait for each other.
 */
export interface ShutOuts {
  /** Throws ShutOut, or PermissionMissing for an act, where the door was found shut and this run is not the one to try it. */
  readonly check: (door: Door, run: RunNow) => void;
  readonly ended: (door: Door, run: RunNow, knock: Knock) => void;
  /** Asks for a token behind that door, which is in the installation: its run checks both, and learns of both. Throws as `check` and as `ask` do. */
  readonly knock: <Token>(door: Door, ask: () => Promise<Token>) => Promise<Token>;
  /** GitHub has told that it is over, whatever it was: whoever comes next knocks. */
  readonly over: (installation: number) => void;
}

export interface ShutOutsPorts {
  readonly clock: Pick<Clock, 'elapsed'>;
  /** The longest wait, in milliseconds. */
  readonly longestMs: number;
  /** Gets what was turned away from a door, once it is found open. */
  readonly opened: (keys: ReadonlySet<string>) => void;
  /** Where the processes tell each other which doors are open again. */
  readonly facts?: Pick<SharedFacts, 'open'>;
}

/** A run that tries a door; the others leave it alone until then. `silent`: GitHub failed, which says nothing of the door. */
interface Trial {
  readonly run: RunNow;
  readonly until: number;
  readonly silent: boolean;
}

/** A door that was found shut; times in milliseconds of the clock that nobody sets. */
interface Shut {
  readonly error: Error;
  /** No token was given: that one is given says that it is open again. */
  readonly byToken: boolean;
  /** In a row. */
  readonly failures: number;
  readonly failedAt: number;
  /** Who tries it, and until when the others leave it alone. */
  trial: Trial | null;
  readonly turnedAway: Set<string>;
}

/** A try has its answer by then: a call ends within ten seconds. */
const TRIAL_MS = 15_000;
/** By then, every process tries by itself, or has just started. */
const TOLD_MS = 3_600_000;
/** News that comes together is tried once. */
const NEWS_MS = 5_000;

/** In memory: each process finds out by itself that a door is shut; that one is open again, they tell each other. */
export function createShutOuts({ clock, longestMs, opened, facts = alone }: ShutOutsPorts): ShutOuts {
  const doors = new Map<string, Shut>();
  /** The last token that was not taken, by installation. */
  const refused = new Map<number, string>();

  function mayTry({ failures, failedAt, trial }: Shut, run: RunNow): boolean {
    if (trial !== null && trial.until > clock.elapsed() && !(trial.silent && isNews(run))) return false;
    const since = clock.elapsed() - failedAt;
    // The answer to the try of a sweep comes after the sweep: it is not the next one that waits.
    return since >= outageWait(failures, { lane: run.lane, longestMs }) - TRIAL_MS || (isNews(run) && since >= NEWS_MS);
  }

  /** Calls that were on their way together failed together: they count once. */
  function shut(door: Door, run: RunNow, { error, token }: Knock): void {
    const before = doors.get(nameOf(door));
    const turnedAway = before?.turnedAway ?? new Set();
    if (run.key !== null) turnedAway.add(run.key);
    if (before !== undefined && before.trial?.run !== run) return;
    doors.set(nameOf(door), {
      error:
        error instanceof PermissionMissing
          ? error
          : new ShutOut(`no call is made: GitHub keeps the App out of installation ${door.installation}`),
      byToken: token === null,
      failures: before === undefined || isNews(run) ? 1 : before.failures + 1,
      failedAt: clock.elapsed(),
      trial: null,
      turnedAway,
    });
  }

  /** Whoever has just found it open goes on: it need not be woken. */
  function open(name: string, by: string | null): void {
    const keys = doors.get(name)?.turnedAway ?? new Set();
    doors.delete(name);
    if (by !== null) keys.delete(by);
    if (keys.size > 0) opened(keys);
  }

  /** One token may have been withdrawn alone: a second one that is not taken says that none is. */
  function isShutBy(door: Door, { error, token }: Knock): boolean {
    if (door.act !== null) return error instanceof PermissionMissing;
    const kept = keepsOut(error);
    if (kept !== 'credentials' || token === null || doors.has(nameOf(door))) return kept !== null;
    const before = refused.get(door.installation);
    refused.set(door.installation, token);
    return before !== undefined && before !== token;
  }

  function check(door: Door, run: RunNow): void {
    const found = doors.get(nameOf(door));
    if (found === undefined || found.trial?.run === run) return;
    if (!mayTry(found, run)) {
      if (run.key !== null) found.turnedAway.add(run.key);
      throw found.error;
    }
    found.trial = { run, until: clock.elapsed() + TRIAL_MS, silent: false };
  }

  function ended(door: Door, run: RunNow, knock: Knock): void {
    if (isShutBy(door, knock)) return shut(door, run, knock);
    const found = doors.get(nameOf(door));
    const trial = found?.trial?.run === run ? found.trial : null;
    if (!isAnswer(knock.error)) {
      if (found !== undefined && trial !== null) found.trial = { ...trial, silent: true };
      return;
    }
    if (knock.token !== null) refused.delete(door.installation);
    if (found === undefined || trial === null || (knock.token === null && !found.byToken)) return;
    open(nameOf(door), run.key);
    tell(nameOf(door), true);
  }

  function over(installation: number): void {
    refused.delete(installation);
    for (const name of doors.keys()) if (name.startsWith(`${installation} `)) open(name, null);
  }

  const tell = facts.open({
    kind: 'door open',
    keptMs: TOLD_MS,
    schema: z.literal(true),
    hear: ({ subject, value }) => {
      const [installation = '', act] = subject.split(' ');
      if (value === null) return;
      if (act === ALL) over(Number(installation));
      else open(subject, null);
    },
  });

  return {
    check,
    ended,
    knock: async (door, ask) => {
      const run = runNow();
      const all = door.act === null ? [door] : [{ ...door, act: null }, door];
      for (const one of all) check(one, run);
      try {
        const token = await ask();
        for (const one of all) ended(one, run, { error: null, token: null });
        return token;
      } catch (error) {
        for (const one of all) ended(one, run, { error, token: null });
        throw error;
      }
    },
    over: (installation) => {
      over(installation);
      tell(allOf(installation), true);
    },
  };
}

/** In the place of an act. */
const ALL = '*';

function allOf(installation: number): string {
  return `${installation} ${ALL}`;
}

function nameOf({ installation, act }: Door): string {
  return `${installation} ${act ?? ''}`;
}

function isNews({ lane, outages }: RunNow): boolean {
  return lane === 'people' && outages === 0;
}
