import type { Dossier } from './dossier.ts';
import { isDone } from './assess.ts';
import { countGiven, isAwaited, isNeededFor } from './due.ts';
import { isLacking, isPromised, type PrerequisiteResult } from './prerequisite.ts';
import type { Owner } from './conditions/condition.ts';
import type { Standing } from './reply.ts';
import type { DossierState } from './state.ts';

/** Where the dossier stands, counted. */
export function standingOf(dossier: Dossier): Standing {
  const { now } = dossier.due;
  const items = dossier.items(dossier.state.phase);
  return {
    phase: dossier.phase,
    since: dossier.since,
    waitingFor: dossier.waitingFor,
    prerequisites: countGiven(now),
    items: { done: items.filter(isDone).length, total: items.length },
    unmet: now.filter(isLacking),
    promised: now.filter(isPromised),
    openItems: items.filter((view) => !isDone(view)),
    rereads: dossier.rereads.map(({ prerequisite }) => prerequisite.title),
    deadline: dossier.deadline,
    paused: dossier.state.paused,
  };
}

/** When the current phase was entered, ISO. */
export function enteredAt(state: DossierState): string {
  return state.history.at(-1)?.at ?? state.body.changedAt;
}

/**
 * Who must act next, null when nobody must: the dossier is closed, or its last phase is reached. An answer to read again waits for the
 * Service Team, one that lacks in its phase for the project; then the first open item says, then the answers that the next phase needs. Where nobody answers
 * for the project, the Service Team must find who does.
 */
export function waitingFor(dossier: Dossier): Owner | null {
  const owner = ownerOf(dossier);
  return owner === 'projet' && dossier.team.members.length === 0 ? 'service-team' : owner;
}

function ownerOf(dossier: Dossier): Owner | null {
  const phase = dossier.phase;
  if (!dossier.observation.issue.open || phase.closes) return null;
  if (phase.waitsFor !== 'checklist') return phase.waitsFor;
  if (dossier.due.now.some((result) => isLacking(result) && isOverdue(dossier, result))) return 'projet';
  if (dossier.rereads.length > 0) return 'service-team';
  const open = dossier.items(dossier.state.phase).find((view) => !isDone(view));
  if (open !== undefined) return open.item.owner;
  return dossier.due.now.some(isAwaited) ? 'projet' : 'service-team';
}

/** True when the project owes nothing but answers that it announced for a date. */
export function waitsForPromises(dossier: Dossier): boolean {
  const { now } = dossier.due;
  return now.some(isPromised) && !now.some(isLacking) && dossier.items(dossier.state.phase).every(isDone);
}

/** Whether an answer should be there already: the dossier stands in the phase that needs it, or in the first one, where the first answers are gathered. */
function isOverdue({ phase, procedure }: Dossier, { prerequisite }: PrerequisiteResult): boolean {
  const [first, second] = procedure.phases;
  const reached = phase.id === first?.id ? (second ?? phase) : phase;
  return isNeededFor(reached, { prerequisite, procedure });
}
