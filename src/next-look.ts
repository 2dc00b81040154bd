import type { MirrorStatus, MirrorStop } from './dossier/mirror/mirror-status.ts';
import type { Plan } from './dossier/plan.ts';
import type { Reconciled } from './github/reconcile-dossier.ts';
import type { NextWait } from './queue/growing-waits.ts';
import { done, type Result } from './queue/result.ts';
import { earliest } from './words/calendar.ts';

/** A new comment may have a double, of another process or because a list lagged behind: by then, all of them are seen. */
const CREATED_MS = 30_000;
/** An issue that an event told of may not be readable yet: GitHub's answers lag behind its events. After these looks, it is left to the sweep. */
const ABSENT_MS = [2_000, 10_000, 60_000] as const;

/** The look that finds what another process made at the same time. */
export function lookAfterCreation(now: Date): Result {
  return { againAt: new Date(now.getTime() + CREATED_MS) };
}

/** What a look at a dossier leaves behind, besides what it found. */
export interface LookContext {
  readonly now: Date;
  /** Looks in a row, this one included, to which GitHub showed no issue there. */
  readonly absences: number;
  /** How what GitHub refused is waited for. */
  readonly afterRefusal: () => NextWait;
  /** When to look again for what happens in the repositories of a project. */
  readonly elsewhere: () => Date;
}

/** When a dossier is looked at again, even if nothing happens to it. */
export function nextLook(reconciled: Reconciled, { now, absences, afterRefusal, elsewhere }: LookContext): Result {
  const within = (ms: number) => new Date(now.getTime() + ms).toISOString();
  switch (reconciled.kind) {
    case 'absent':
    // All that is open in its hub is looked at once GitHub shows it again; it may be for a moment.
    case 'shut': {
      const wait = ABSENT_MS[absences - 1];
      return at(wait === undefined ? null : within(wait));
    }
    case 'no-dossier':
    case 'planned':
      return done;
    case 'applied': {
      const { plan, applied } = reconciled;
      if (applied.outdated) return at(within(0));
      const refused = applied.failures.length > 0 ? (worthTrying(afterRefusal(), plan)?.toISOString() ?? []) : [];
      // At once again after a refusal would be without end.
      const again = applied.failures.length > 0 && plan.again !== null && Date.parse(plan.again) <= now.getTime() ? null : plan.again;
      const awaited = awaitsRepositories(plan) ? elsewhere().toISOString() : [];
      return at(earliest([again ?? [], refused, awaited, applied.created > 0 ? within(CREATED_MS) : []].flat()));
    }
    default:
      return reconciled satisfies never;
  }
}

/**
 * When what was refused is tried again; null for never: nobody waits in a dossier that is closed or followed no more, and GitHub may refuse there for good (a conversation that
 * is locked, an issue that became a discussion). What ends that wakes it (`issues.unlocked`, `issues.reopened`, `issues.labeled`).
 */
function worthTrying({ at: retry, isLongest }: NextWait, { close, status }: Plan): Date | null {
  return status.mode !== 'open' && !close && isLongest ? null : retry;
}

/** Whether what comes next is to come from the repositories of the project: from somebody who merges, pushes, grants, or from a run. */
function awaitsRepositories({ status: { mirrors } }: Plan): boolean {
  return mirrors.some(({ status }) => awaited.includes(status.kind === 'stopped' ? status.stop.why : status.kind));
}

const awaited: readonly (MirrorStatus['kind'] | MirrorStop['why'])[] = [
  'proposed',
  'declined',
  'waiting',
  'failing',
  'archived',
  'empty',
  'not-authorised',
  'right-unverified',
  'unreachable',
  'unreadable',
  'missing-branches',
  'foreign-commits',
  // What another dossier brings there is awaited here as well: its looks tell this one nothing.
  'carried',
];

function at(instant: string | null): Result {
  return instant === null ? done : { againAt: new Date(instant) };
}
