import { daysLater, latest, parisDate } from '../../words/calendar.ts';
import type { Draft } from './draft.ts';
import { type Facts, phaseOf } from '../facts.ts';
import { sameLogin } from '../../words/login.ts';
import { enteredAt, standingOf, waitingFor } from '../standing.ts';
import type { DossierState, StateChange } from '../state.ts';
import { addressees } from '../team.ts';

const fresh = { count: 0, lastAt: null } as const;

/**
 * Reminds the project team while it must act and nothing happens, at the rhythm of the phase. Silent when paused, when somebody else must
 * act, and after the last reminder. Any activity starts over.
 */
export function remind(facts: Facts, draft: Draft): Draft {
  const rhythm = phaseOf(facts.procedure, draft.state.phase).reminders;
  if (rhythm === undefined || draft.state.paused || waitingFor(facts, draft.state) !== 'projet') {
    return { ...draft, state: { ...draft.state, reminders: fresh } };
  }
  const { count, due } = nextReminder(facts, draft.state, rhythm);
  const state = { ...draft.state, reminders: count === 0 ? fresh : draft.state.reminders };
  if (Date.parse(facts.now) < Date.parse(due)) return { ...draft, state, alarms: [...draft.alarms, due] };
  if (count >= rhythm.atMost) return { ...draft, state };
  const number = count + 1;
  const content = {
    kind: 'reminder',
    to: addressees(facts, state),
    number,
    last: number === rhythm.atMost,
    standing: standingOf(facts, state),
  } as const;
  return {
    ...draft,
    state,
    comments: [...draft.comments, { slot: `reminder/${number}/${parisDate(due)}`, content, makesTrue: reminded(number, facts.now) }],
    alarms: [...draft.alarms, daysLater(facts.now, rhythm.everyDays)],
  };
}

function reminded(count: number, at: string): StateChange {
  return (state) => ({ ...state, reminders: { count, lastAt: at } });
}

/** True once the last reminder stayed without effect for another interval: the label `en sommeil`. */
export function isAsleep(facts: Facts, state: DossierState): boolean {
  const rhythm = phaseOf(facts.procedure, state.phase).reminders;
  if (rhythm === undefined || state.paused || waitingFor(facts, state) !== 'projet') return false;
  const { count, due } = nextReminder(facts, state, rhythm);
  return count >= rhythm.atMost && Date.parse(facts.now) >= Date.parse(due);
}

function nextReminder(facts: Facts, state: DossierState, rhythm: { afterDays: number; everyDays: number }): { count: number; due: string } {
  const active = lastActivity(facts, state);
  const { count, lastAt } = state.reminders;
  if (lastAt === null || Date.parse(active) > Date.parse(lastAt)) return { count: 0, due: daysLater(active, rhythm.afterDays) };
  return { count, due: daysLater(lastAt, rhythm.everyDays) };
}

/** The last time that a person did something: the issue, a comment, a label, a box. What the App does is no activity. */
function lastActivity({ observation: { issue, comments, events, app } }: Facts, state: DossierState): string {
  const byPeople = events.filter(({ actor }) => actor !== null && !actor.bot && !sameLogin(actor.login, app));
  return latest([
    issue.createdAt,
    state.body.changedAt,
    enteredAt(state),
    ...comments.filter(({ author, slot }) => slot === null && !author.bot).map(({ updatedAt }) => updatedAt),
    ...byPeople.map(({ at }) => at),
    ...Object.values(state.items).map(({ at }) => at),
  ]);
}
