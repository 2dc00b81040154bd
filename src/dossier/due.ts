import type { Phase, Prerequisite, Procedure } from '../config/procedure.ts';
import type { Dossier } from './dossier.ts';
import { phaseRank } from './facts.ts';
import { isGiven, isLacking, type PrerequisiteResult } from './prerequisite.ts';

/** The prerequisites of a dossier by when they count: now, or only before a phase further on. */
export interface Due {
  readonly now: readonly PrerequisiteResult[];
  readonly later: readonly PrerequisiteResult[];
}

/** What counts now is needed to enter the phase that comes next, or was for one before it. */
export function dueOf(dossier: Dossier): Due {
  const { prerequisites, procedure } = dossier;
  const to = dossier.next.phase ?? dossier.phase;
  const { now = [], later = [] } = Object.groupBy(prerequisites, ({ prerequisite }) =>
    isNeededFor(to, { prerequisite, procedure }) ? 'now' : 'later',
  );
  return { now, later };
}

/** How many of some prerequisites are given, of those that are asked at all. */
export function countGiven(results: readonly PrerequisiteResult[]): { readonly given: number; readonly asked: number } {
  return { given: results.filter(isGiven).length, asked: results.filter(({ status }) => status !== 'unasked').length };
}

interface Wanted {
  readonly prerequisite: Prerequisite;
  readonly procedure: Procedure;
}

/** Whether the answer is needed to enter the phase, or one before it. */
export function isNeededFor(phase: Phase, wanted: Wanted): boolean {
  return wanted.procedure.phases.indexOf(neededBefore(wanted)) <= phaseRank(wanted.procedure, phase.id);
}

/** The phase before which the answer is needed: the second one where the procedure names none. */
export function neededBefore({ prerequisite: { requiredFor }, procedure: { phases } }: Wanted): Phase {
  const named = requiredFor === undefined ? undefined : phases.find(({ id, was }) => id === requiredFor || was.includes(requiredFor));
  const phase = named ?? phases[1];
  if (phase === undefined) throw new Error('a procedure has at least two phases');
  return phase;
}

/** True when the prerequisite keeps the dossier out of a phase that needs it: its answer lacks, or is only promised. */
export function isAwaited(result: PrerequisiteResult): boolean {
  return isLacking(result) || result.status === 'promised';
}
