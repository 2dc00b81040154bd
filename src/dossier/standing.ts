import { assessItems, assessPrerequisites, assessRevalidations, isDone, isSettled } from './assess.ts';
import type { Owner } from './conditions/condition.ts';
import { type Facts, phaseOf } from './facts.ts';
import type { Standing } from './reply.ts';
import type { DossierState } from './state.ts';
import { assessTeam } from './team.ts';

/** Where the dossier stands, counted. */
export function standingOf(facts: Facts, state: DossierState): Standing {
  const prerequisites = assessPrerequisites(facts, state);
  const items = assessItems(facts, state, state.phase);
  return {
    phase: phaseOf(facts.procedure, state.phase),
    since: enteredAt(state),
    waitingFor: waitingFor(facts, state),
    prerequisites: { met: prerequisites.filter(isSettled).length, total: prerequisites.length },
    items: { done: items.filter(isDone).length, total: items.length },
    unmet: prerequisites.filter((result) => !isSettled(result)),
    openItems: items.filter((view) => !isDone(view)),
    revalidations: assessRevalidations(facts, state).map(({ prerequisite }) => prerequisite.title),
    paused: state.paused,
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
export function waitingFor(facts: Facts, state: DossierState): Owner | null {
  const owner = ownerOf(facts, state);
  return owner === 'projet' && assessTeam(facts, state).members.length === 0 ? 'service-team' : owner;
}

function ownerOf(facts: Facts, state: DossierState): Owner | null {
  const phase = phaseOf(facts.procedure, state.phase);
  if (!facts.observation.issue.open || phase.closes) return null;
  if (phase.waitsFor !== 'checklist') return phase.waitsFor;
  if (assessRevalidations(facts, state).length > 0) return 'service-team';
  if (assessPrerequisites(facts, state).some((result) => !isSettled(result))) return 'projet';
  return assessItems(facts, state, state.phase).find((view) => !isDone(view))?.item.owner ?? 'service-team';
}
