import { isOneLabel, sameLabel } from '../../words/label.ts';
import type { Dossier } from '../dossier.ts';
import type { Label, LabelRole } from '../../config/procedure.ts';
import { isAwaited } from '../due.ts';

import { isAsleep } from './reminders.ts';

/** Labels to add and to remove; those that the App does not know are never touched. */
export interface LabelChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** The labels that an open dossier must carry, as differences with those it has. `waiting` are phase labels to leave alone for now. */
export function changeLabels(dossier: Dossier, waiting: readonly string[]): LabelChange {
  const { procedure, observation } = dossier;
  const own = dossier.phase.label.name;
  const wanted = [own, ...wantedRoles(dossier).map((role) => procedure.labels[role].name)];
  const known = [...phaseLabels(dossier), ...Object.values(procedure.labels).flatMap(namesOf)];
  const present = observation.issue.labels;
  return {
    add: wanted.filter((name) => !isOn(present, name)),
    remove: spelled(present, known).filter((name) => !isOn(wanted, name) && !includesLabel(waiting, name)),
  };
}

/** A dossier that is closed keeps its mark, its phase and what it had; nobody is waited for any more. One that is no longer followed loses what the App tells. */
export function labelsOfClosed(dossier: Dossier): LabelChange {
  const { procedure, observation } = dossier;
  const roles: LabelRole[] = ['waitingProject', 'waitingServiceTeam', 'revalidate', 'asleep'];
  if (!dossier.state.followed) roles.push('complete', 'incomplete');
  const own = dossier.phase.label.name;
  const strange = dossier.state.followed ? phaseLabels(dossier).filter((name) => !sameLabel(name, own)) : [];
  const former = Object.values(procedure.labels).flatMap(({ was = [] }) => was);
  const names = [...roles.map((role) => procedure.labels[role].name), ...former, ...strange];
  const kept = dossier.state.followed ? [procedure.labels.dossier.name, own] : [];
  const present = observation.issue.labels;
  const add = kept.filter((name) => !isOn(present, name));
  return { add, remove: spelled(present, [...names, ...kept]).filter((name) => !isOn(kept, name)) };
}

/** The name of a label, and those that it had. */
function namesOf({ name, was = [] }: Label): readonly string[] {
  return [name, ...was];
}

/** The labels of the phases, and the one that told this dossier's phase before the process named another. */
function phaseLabels({ procedure, observation: { memory } }: Dossier): readonly string[] {
  const names = procedure.phases.map(({ label }) => label.name);
  const former = memory.kind === 'kept' ? memory.state.label : null;
  return former === null || includesLabel(names, former) ? names : [...names, former];
}

function wantedRoles(dossier: Dossier): readonly LabelRole[] {
  const complete = !dossier.due.now.some(isAwaited);
  const waiting = dossier.waitingFor;
  const roles: LabelRole[] = ['dossier', complete ? 'complete' : 'incomplete'];
  if (!dossier.phase.closes && dossier.rereads.length > 0) roles.push('revalidate');
  if (waiting === 'projet') roles.push('waitingProject');
  if (waiting === 'service-team') roles.push('waitingServiceTeam');
  if (isAsleep(dossier)) roles.push('asleep');
  return roles;
}

/** Labels of the issue that read as these, as they are spelled there: somebody may have made a second one of the same look. */
function spelled(present: readonly string[], names: readonly string[]): readonly string[] {
  return names.flatMap((name) => present.filter((label) => sameLabel(label, name)));
}

/** Whether that very label is among these. */
function isOn(labels: readonly string[], name: string): boolean {
  return labels.some((label) => isOneLabel(label, name));
}

function includesLabel(labels: readonly string[], name: string): boolean {
  return labels.some((label) => sameLabel(label, name));
}
