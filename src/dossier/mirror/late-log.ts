import { daysLater } from '../../words/calendar.ts';
import type { MirrorMemory } from '../state.ts';
import type { RunCause } from './mirror-workflow.ts';
import type { MirrorRun } from './repository-reading.ts';

/** How long after the end of a run its log is waited for before people are told without it, and how often it is asked for meanwhile, in days. */
const PATIENCE = 30 / (24 * 60);
const AGAIN = 5 / (24 * 60);

/** When to look again for a log that did not come; null where it came, or where a proxy may keep it out of reach for good. */
export function lookAgainForLog({ log, at }: MirrorRun, now: string): string | null {
  const isAwaited = log === 'not-yet' && Date.parse(now) < Date.parse(daysLater(at, PATIENCE));
  return isAwaited ? daysLater(now, AGAIN) : null;
}

/** What made a run fail: what its log tells, or told before, or may tell soon. */
export function causeOf(run: MirrorRun, { failure }: MirrorMemory, now: string): RunCause | 'not-yet' | null {
  if (run.log === 'told') return run.cause;
  const known = failure?.url === run.url ? failure.cause : null;
  return known ?? (lookAgainForLog(run, now) === null ? null : 'not-yet');
}

/** The pipelines that a run created: those that its logs tell, or the one that they told before. */
export function pipelinesOf(run: MirrorRun, { seen }: MirrorMemory): readonly string[] {
  if (run.log === 'told' || seen?.url !== run.url || seen.pipeline === null) return run.pipelines;
  return [seen.pipeline];
}
