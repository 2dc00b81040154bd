import { addWorkingDays, workingDaysBetween } from '../../words/working-days.ts';
import { daysLater, hoursLater, latest } from '../../words/calendar.ts';
import { sameLabel } from '../../words/label.ts';
import { actsOfServiceTeamAfter, lastActOfServiceTeam } from '../acts.ts';
import type { Dossier } from '../dossier.ts';
import { commentIn } from '../own-comments.ts';
import type { Comment } from '../observation.ts';
import type { CommentContent, WantedComment } from '../plan.ts';
import { readSlot, type Slot, slotText } from '../written/slot.ts';
import { namedInCall, noteReach, unreachedIn } from '../team-reach.ts';
import { asksOf, toldLately } from './call-asks.ts';
import type { Draft } from './draft.ts';

type Call = Extract<Slot, { kind: 'call' }>;

/** Calls in a day, at the most: people who go back and forth need no more to know. */
const MOST_A_DAY = 3;
/** What was asked so lately is not asked again by a new comment: whoever acted meanwhile is at work in the dossier. */
const SAME_ASK_HOURS = 1;

/**
 * Calls the Service Team, by one comment that stands while it is its turn, and calls it anew, by a new one in its place, when it lets the project wait. A question
 * alone calls it only after the delay of the first reminder: whoever follows the dossier was notified of the question itself. Reminders rest while they are paused.
 */
export function callServiceTeam(draft: Draft): Draft {
  const dossier = withReach(draft.dossier.with({ called: calledSoFar(draft.dossier) }));
  const why = reasonOf(dossier);
  if (why === null) return { ...draft, dossier };
  // The first word of a dossier that opens is its status.
  if (dossier.observation.memory.kind === 'none') return { ...draft, dossier, alarms: [...draft.alarms, dossier.now] };
  const standing = standingCall(dossier, why);
  const due = standing === null ? firstCall(dossier, why) : nextCall(dossier, standing);
  const calls = due !== null && Date.parse(due) <= Date.parse(dossier.now);
  const alarms = due === null || calls ? draft.alarms : [...draft.alarms, due];
  const call = calls ? newCall(dossier, { why, standing }) : standing;
  return { ...draft, dossier, alarms, comments: call === null ? draft.comments : [...draft.comments, wantCall(dossier, call)] };
}

/** The App's comments that called the Service Team and are not wanted any more: its turn is over, or a newer one is in their place. */
export function goneCalls({ dossier, comments }: Draft): readonly Comment[] {
  return dossier.observation.comments.filter(({ slot }) => callIn(slot) !== null && comments.every((wanted) => wanted.slot !== slot));
}

/** Why the Service Team is called: its turn comes first. */
function reasonOf({ observation: { issue }, state, waitingFor, questions, phase }: Dossier): Call['why'] | null {
  if (!state.followed || !issue.open) return null;
  if (waitingFor === 'service-team') return 'turn';
  return questions.length > 0 && !phase.closes ? 'question' : null;
}

/** Calls that were written and that a look which was cut short could not remember count as well: they asked what is asked now. */
function calledSoFar(dossier: Dossier): Dossier['state']['called'] {
  const { comments } = dossier.observation;
  const { called } = dossier.state;
  const unknown = comments.flatMap(({ slot, createdAt }) => {
    const call = callIn(slot);
    return call === null || called.some(({ number }) => number >= call.number)
      ? []
      : [{ number: call.number, at: createdAt, asks: [...asksOf(dossier)] }];
  });
  return unknown.length === 0 ? called : [...called, ...unknown].slice(-MOST_A_DAY);
}

/** The call that stands for that reason, the newest; null without one. */
function standingCall({ observation: { comments } }: Dossier, why: Call['why']): Call | null {
  const last = comments.flatMap(({ slot }) => callIn(slot) ?? []).at(-1);
  return last?.why === why ? last : null;
}

/** The team's name in the call that stands is read back. */
function withReach(dossier: Dossier): Dossier {
  const comment = dossier.observation.comments.findLast(({ slot }) => callIn(slot) !== null);
  const call = comment === undefined ? null : callIn(comment.slot);
  return comment === undefined || call === null ? dossier : dossier.at(noteReach(dossier, comment, call.number));
}

function callIn(slot: string | null): Call | null {
  const read = slot === null ? null : readSlot(slot);
  return read?.kind === 'call' ? read : null;
}

/**
 * When the Service Team is first called: at once, unless it acted last, or was called and has not acted since, or was called often, or is told that nobody answers,
 * then a day later; or unless it is asked nothing new, then an hour later.
 */
function firstCall(dossier: Dossier, why: Call['why']): string | null {
  const { now, state, questions, procedure, team, observation } = dossier;
  const [question] = questions;
  if (why === 'question') {
    const { reminders } = procedure.serviceTeam;
    if (reminders === undefined || reminders.atMost === 0 || state.paused || question === undefined) return null;
    // A call told it already, whatever it was for, and whatever became of its comment.
    const told = state.called.findLast(({ at }) => Date.parse(at) > Date.parse(question.at));
    return addWorkingDays(told?.at ?? question.at, reminders.afterDays, procedure.calendar);
  }
  const own = lastActOfServiceTeam(dossier);
  const calls = state.called.map(({ at }) => at).filter((at) => Date.parse(at) > Date.parse(daysLater(now, -1)));
  const [first, last] = [calls[0], calls.at(-1)];
  const unheard = last !== undefined && actsOfServiceTeamAfter(dossier, last).length === 0;
  return latest([
    now,
    ...(own === null ? [] : [daysLater(own, 1)]),
    ...(team.members.length > 0 ? [] : [daysLater(commentIn('nobody-answers', observation)?.createdAt ?? now, 1)]),
    ...(unheard ? [daysLater(last, 1)] : []),
    ...toldLately(dossier).map((at) => hoursLater(at, SAME_ASK_HOURS)),
    ...(first !== undefined && calls.length >= MOST_A_DAY ? [daysLater(first, 1)] : []),
  ]);
}

/** When the Service Team is reminded, after its last call and its last act; null where it is no more. */
function nextCall(dossier: Dossier, { reminder }: Call): string | null {
  const { procedure, state } = dossier;
  const { reminders } = procedure.serviceTeam;
  const last = state.called.at(-1);
  if (reminders === undefined || state.paused || last === undefined || reminder >= reminders.atMost) return null;
  const from = latest([last.at, ...actsOfServiceTeamAfter(dossier, last.at)]);
  return addWorkingDays(from, reminder === 0 ? reminders.afterDays : reminders.everyDays, procedure.calendar);
}

/** A question alone is called for once it waits: that is a reminder already. */
function newCall({ state: { called } }: Dossier, { why, standing }: { why: Call['why']; standing: Call | null }): Call {
  const number = (called.at(-1)?.number ?? 0) + 1;
  return { kind: 'call', number, why, reminder: standing === null ? (why === 'turn' ? 0 : 1) : standing.reminder + 1 };
}

function wantCall(dossier: Dossier, call: Call): WantedComment {
  const { now, state } = dossier;
  const at = state.called.find(({ number }) => number === call.number)?.at ?? null;
  const content = contentOf(dossier, call, at ?? now);
  if (at !== null) return { slot: slotText(call), content };
  const told = { number: call.number, at: now, asks: [...asksOf(dossier)] };
  return { slot: slotText(call), content, makesTrue: (kept) => ({ ...kept, called: [...kept.called, told].slice(-MOST_A_DAY) }) };
}

/** What the comment says; how long the project waits is told as it was when the comment was written. */
function contentOf(dossier: Dossier, { number, why, reminder }: Call, at: string): CommentContent {
  const { team, rereads, items, next, state, questions, procedure } = dossier;
  const since = why === 'turn' ? turnSince(dossier) : (questions[0]?.at ?? at);
  return {
    kind: 'call',
    to: { ...namedInCall(dossier, number), unreached: unreachedIn(dossier, number) },
    act: why === 'turn' ? { team, rereads, items: items(state.phase), next } : null,
    questions,
    waits: reminder === 0 ? null : { since, days: workingDaysBetween(since, at, procedure.calendar), last: isLast(dossier, reminder) },
  };
}

function isLast({ procedure: { serviceTeam } }: Dossier, reminder: number): boolean {
  return reminder >= (serviceTeam.reminders?.atMost ?? 0);
}

/** When it became the turn of the Service Team, as the App's label tells; now, where it does not bear it yet. */
function turnSince({ observation: { events }, procedure: { labels }, now }: Dossier): string {
  const last = events.findLast((event) => 'label' in event && sameLabel(event.label, labels.waitingServiceTeam.name));
  return last?.kind === 'labeled' ? last.at : now;
}
