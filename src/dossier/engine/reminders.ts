import { slotText } from '../written/slot.ts';
import type { Dossier } from '../dossier.ts';
import { daysLater, latest, parisDate } from '../../words/calendar.ts';
import type { Draft } from './draft.ts';
import { sameLogin } from '../../words/login.ts';
import { commentIn } from '../own-comments.ts';
import { said } from '../said.ts';
import { standingOf, waitsForPromises } from '../standing.ts';
import type { StateChange } from '../state.ts';
import { addressees } from '../team.ts';

const fresh = { count: 0, lastAt: null } as const;

/**
 * Reminds the project team while it must act and nothing happens, at the rhythm of the phase. Silent when paused, when somebody else must
 * act, where the project only owes what it announced for a date (`promises.ts` recalls it), and after the last reminder. Any activity starts over.
 */
export function remind(draft: Draft): Draft {
  const { now, phase, state, waitingFor } = draft.dossier;
  const rhythm = phase.reminders;
  if (rhythm === undefined || state.paused || waitingFor !== 'projet' || waitsForPromises(draft.dossier)) {
    return forgetReminders(draft);
  }
  const { count, due } = nextReminder(draft.dossier, rhythm);
  const dossier = draft.dossier.with({ reminders: count === 0 ? fresh : state.reminders });
  if (Date.parse(now) < Date.parse(due)) return { ...draft, dossier, alarms: [...draft.alarms, due] };
  if (count >= rhythm.atMost) return { ...draft, dossier };
  // What was announced is recalled now: one comment a day is enough.
  if (draft.comments.some(({ content }) => content.kind === 'promises-near'))
    return { ...draft, dossier, alarms: [...draft.alarms, daysLater(now, 1)] };
  const number = count + 1;
  const slot = slotText({ kind: 'reminder', number, day: parisDate(due) });
  // One that was written and that a look which was cut short could not remember: what people did since was done after it.
  const at = commentIn(slot, dossier.observation)?.createdAt ?? now;
  const content = {
    kind: 'reminder',
    to: addressees(dossier),
    number,
    last: number === rhythm.atMost,
    standing: standingOf(dossier),
  } as const;
  return {
    ...draft,
    dossier,
    comments: [...draft.comments, { slot, content, makesTrue: reminded(number, at) }],
    alarms: [...draft.alarms, daysLater(at, rhythm.everyDays)],
  };
}

/** Reminders start over: nobody is to be reminded, as on a dossier that is closed. */
export function forgetReminders(draft: Draft): Draft {
  return { ...draft, dossier: draft.dossier.with({ reminders: fresh }) };
}

function reminded(count: number, at: string): StateChange {
  return (state) => ({ ...state, reminders: { count, lastAt: at } });
}

/** True once the last reminder stayed without effect for another interval: the label `en sommeil`. */
export function isAsleep(dossier: Dossier): boolean {
  const rhythm = dossier.phase.reminders;
  if (rhythm === undefined || dossier.state.paused || dossier.waitingFor !== 'projet' || waitsForPromises(dossier)) return false;
  const { count, due } = nextReminder(dossier, rhythm);
  return count >= rhythm.atMost && Date.parse(dossier.now) >= Date.parse(due);
}

function nextReminder(dossier: Dossier, rhythm: { afterDays: number; everyDays: number }): { count: number; due: string } {
  const active = lastActivity(dossier);
  const { count, lastAt } = dossier.state.reminders;
  if (lastAt === null || Date.parse(active) > Date.parse(lastAt)) return { count: 0, due: daysLater(active, rhythm.afterDays) };
  return { count, due: daysLater(lastAt, rhythm.everyDays) };
}

/** The last time that a person did something: the issue, a comment, a label, a box. What the App does is no activity. */
export function lastActivity({ observation, state, since }: Dossier): string {
  const { issue, events, app } = observation;
  const byPeople = events.filter(({ actor }) => actor !== null && !actor.bot && !sameLogin(actor.login, app));
  return latest([
    issue.createdAt,
    state.body.changedAt,
    since,
    ...said(observation)
      .filter(({ author }) => !author.bot)
      .map(({ updatedAt }) => updatedAt),
    ...byPeople.map(({ at }) => at),
    ...Object.values(state.items).map(({ at }) => at),
  ]);
}
