import type { LabelRole } from '../../config/procedure.ts';
import { assessPrerequisites, assessRevalidations, isSettled } from '../assess.ts';
import { type Facts, phaseOf, sameLabel } from '../facts.ts';
import { isAsleep } from './reminders.ts';
import { waitingFor } from '../standing.ts';
import type { DossierState } from '../state.ts';

/** Labels to add and to remove; those that the App does not know are never touched. */
export interface LabelChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** The labels that an open dossier must carry, as differences with those it has. `waiting` are phase labels to leave alone for now. */
export function changeLabels(facts: Facts, state: DossierState, waiting: readonly string[]): LabelChange {
  const { procedure, observation } = facts;
  const own = phaseOf(procedure, state.phase).label.name;
  const wanted = [own, ...wantedRoles(facts, state).map((role) => procedure.labels[role].name)];
  const known = [...phaseLabels(facts), ...Object.values(procedure.labels).map(({ name }) => name)];
  const present = observation.issue.labels;
  return {
    add: wanted.filter((name) => !present.some((label) => sameLabel(label, name))),
    remove: known.filter((name) => includesLabel(present, name) && !includesLabel(wanted, name) && !includesLabel(waiting, name)),
  };
}

/** A dossier that is closed keeps its mark, its phase and what it had; nobody is waited for any more. One that is no longer followed loses what the App tells. */
export function labelsOfClosed(facts: Facts, state: DossierState): LabelChange {
  const { procedure, observation } = facts;
  const roles: LabelRole[] = ['waitingProject', 'waitingServiceTeam', 'revalidate', 'asleep'];
  if (!state.followed) roles.push('complete', 'incomplete');
  const own = phaseOf(procedure, state.phase).label.name;
  const strange = state.followed ? phaseLabels(facts).filter((name) => !sameLabel(name, own)) : [];
  const names = [...roles.map((role) => procedure.labels[role].name), ...strange];
  const kept = state.followed ? [procedure.labels.dossier.name, own] : [];
  const add = kept.filter((name) => !includesLabel(observation.issue.labels, name));
  return { add, remove: names.filter((name) => includesLabel(observation.issue.labels, name)) };
}

/** The labels of the phases, and the one that told this dossier's phase before the process named another. */
function phaseLabels({ procedure, observation: { memory } }: Facts): readonly string[] {
  const names = procedure.phases.map(({ label }) => label.name);
  const former = memory.kind === 'kept' ? memory.state.label : null;
  return former === null || includesLabel(names, former) ? names : [...names, former];
}

function wantedRoles(facts: Facts, state: DossierState): readonly LabelRole[] {
  const complete = assessPrerequisites(facts, state).every(isSettled);
  const waiting = waitingFor(facts, state);
  const roles: LabelRole[] = ['dossier', complete ? 'complete' : 'incomplete'];
  if (!phaseOf(facts.procedure, state.phase).closes && assessRevalidations(facts, state).length > 0) roles.push('revalidate');
  if (waiting === 'projet') roles.push('waitingProject');
  if (waiting === 'service-team') roles.push('waitingServiceTeam');
  if (isAsleep(facts, state)) roles.push('asleep');
  return roles;
}

function includesLabel(labels: readonly string[], name: string): boolean {
  return labels.some((label) => sameLabel(label, name));
}
