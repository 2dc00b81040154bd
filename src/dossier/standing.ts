import type { Dossier } from './dossier.ts';
import { isDone, isSettled } from './assess.ts';
import { isGiven, isLacking } from './prerequisite.ts';
import type { Owner } from './conditions/condition.ts';
import type { Standing } from './reply.ts';
import type { DossierState } from './state.ts';

/** Where the dossier stands, counted. */
export function standingOf(dossier: Dossier): Standing {
  const prerequisites = dossier.prerequisites;
  const items = dossier.items(dossier.state.phase);
  return {
    phase: dossier.phase,
    since: dossier.since,
    waitingFor: dossier.waitingFor,
    prerequisites: { met: prerequisites.filter(isGiven).length, total: prerequisites.filter(({ status }) => status !== 'unasked').length },
    items: { done: items.filter(isDone).length, total: items.length },
    unmet: prerequisites.filter(isLacking),
    openItems: items.filter((view) => !isDone(view)),
    revalidations: dossier.revalidations.map(({ prerequisite }) => prerequisite.title),
    paused: dossier.state.paused,
  };
}

/** When the current phase was entered, ISO. */
export function enteredAt(state: DossierState): string {
  return state.history.at(-1)?.at ?? state.body.changedAt;
}

/**
 * Who must act next, null when nobody must: the dossier is closed, or its last phase is reached. A changed answer waits for the
 * Service Team, a missing one for the project; then the first open item says. Where nobody answers for the project, the Service Team must find who does.
 */
export function waitingFor(dossier: Dossier): Owner | null {
  const owner = ownerOf(dossier);
  return owner === 'projet' && dossier.team.members.length === 0 ? 'service-team' : owner;
}

function ownerOf(dossier: Dossier): Owner | null {
  const phase = dossier.phase;
  if (!dossier.observation.issue.open || phase.closes) return null;
  if (phase.waitsFor !== 'checklist') return phase.waitsFor;
  if (dossier.revalidations.length > 0) return 'service-team';
  if (dossier.prerequisites.some((result) => !isSettled(result))) return 'projet';
  return dossier.items(dossier.state.phase).find((view) => !isDone(view))?.item.owner ?? 'service-team';
}
