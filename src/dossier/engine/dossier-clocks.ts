import { type Clocks, readClocks } from '../../clocks/read-clocks.ts';
import type { LabelRole } from '../../config/procedure.ts';
import { sameLabel } from '../../words/label.ts';
import type { Dossier } from '../dossier.ts';
import { isAsleep } from './reminders.ts';

/** Whose turn it was in a dossier, and is once this decision is written. */
export function clocksOf(dossier: Dossier): Clocks {
  const { procedure, observation, state, now } = dossier;
  return readClocks({
    procedure,
    openedAt: observation.issue.createdAt,
    events: observation.events,
    state,
    now,
    present: {
      open: observation.issue.open,
      followed: state.followed,
      paused: state.paused,
      asleep: isAsleep(dossier),
      waitingFor: dossier.waitingFor,
    },
    shown: isShown(dossier),
  });
}

/** GitHub's lists of events lag by seconds behind its labels; nothing that changed is younger than this. */
const SETTLED = 10 * 60 * 1000;

/** Whether the labels of whom is waited for, and of sleep, are as this decision wants them, and were for long enough that their events are there. */
function isShown(dossier: Dossier): boolean {
  const { observation, procedure, waitingFor, now } = dossier;
  const isOn = (role: LabelRole) => observation.issue.labels.some((label) => sameLabel(label, procedure.labels[role].name));
  return (
    Date.parse(now) - Date.parse(observation.issue.updatedAt) > SETTLED &&
    isOn('waitingProject') === (waitingFor === 'projet') &&
    isOn('waitingServiceTeam') === (waitingFor === 'service-team') &&
    isOn('asleep') === isAsleep(dossier)
  );
}
