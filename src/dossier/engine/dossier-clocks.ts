import { type Clocks, readClocks } from '../../clocks/read-clocks.ts';
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
  });
}
