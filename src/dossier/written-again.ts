import { againAt } from '../words/again-at.ts';
import { labelName } from '../words/label.ts';
import { sameLogin } from '../words/login.ts';
import { lastWriter } from './last-writer.ts';
import type { Account, Observation } from './observation.ts';
import { readSlot, type Slot, type SlotText } from './written/slot.ts';

/** Something that the App writes in a dossier, and that somebody may undo or provoke without end: it is counted by that. */
export type Thing = `+${string}` | `-${string}` | `new ${string}` | `text ${string}` | 'reaction';

/** For whom something was written: a person acted since the App last wrote it, or only a program, or nobody whose act is seen. */
type Cause = 'person' | 'program' | 'nobody';

/** How the times of a thing are kept: apart for each cause, so that a program uses up nothing of people's. */
export type WrittenKey = `${Cause} ${Thing}`;

/** When the App wrote each thing within a day, by `WrittenKey`; ISO, the oldest first. */
export type WrittenTimes = Readonly<Record<string, readonly string[]>>;

/** The label is put on the dossier. */
export function labelOn(name: string): Thing {
  return `+${labelName(name)}`;
}

/** It is taken off. */
export function labelOff(name: string): Thing {
  return `-${labelName(name)}`;
}

/** A comment is new: the one of its slot, or, where each has a slot of its own, any of its kind. */
export function commentNew(slot: string | null): Thing {
  const read = slot === null ? null : readSlot(slot);
  return read === null ? 'new comment' : `new ${minted.has(read.kind) ? read.kind : slot}`;
}

/** Each comment, event or change of the body may ask for one more of them. */
const minted: ReadonlySet<Slot['kind']> = new Set([
  'reply',
  'hint',
  'untick',
  'refusal',
  'move',
  'entry',
  'call',
  'promises',
  'flows-added',
]);

/** Whether a slot has one comment, however often the App writes it: written again and again, it was deleted. */
export function isOneComment(slot: SlotText): boolean {
  return commentNew(slot) === `new ${slot}`;
}

/** A comment that is there says something else; null for a list of steps in somebody's own comment. */
export function commentText(slot: string | null): Thing {
  return `text ${slot ?? 'list'}`;
}

/** Times in a day before a thing waits: people end, whatever they do, and a program does not. */
const FREE_FOR_PEOPLE = 60;
/** Each of their commands is answered: many people have written a hundred in a day. */
const ANSWERS_FOR_PEOPLE = 200;
const FREE_FOR_PROGRAMS = 6;
/** Times of one thing that matter. */
export const MOST_TIMES = ANSWERS_FOR_PEOPLE + 10;

function freeTimes(thing: Thing, cause: Cause): number {
  if (cause === 'person') return thing === 'reaction' || thing === newReply ? ANSWERS_FOR_PEOPLE : FREE_FOR_PEOPLE;
  // What a text says also follows the projects' repositories, and the days.
  return thing.startsWith('text ') && cause === 'nobody' ? FREE_FOR_PEOPLE : FREE_FOR_PROGRAMS;
}

const newReply: Thing = 'new reply';

/** Clocks of the App and of GitHub differ by less, and so does what was read before a write from what was done during it. */
const TOLERANCE_MS = 60_000;

const causes = ['person', 'program', 'nobody'] as const satisfies readonly Cause[];

/** Under what a thing is counted that is written now. */
export function keyOf(observation: Observation, thing: Thing): WrittenKey {
  return `${causeOf(observation, thing)} ${thing}`;
}

function causeOf(observation: Observation, thing: Thing): Cause {
  const last = Math.max(...causes.flatMap((cause) => timesOf(observation, `${cause} ${thing}`)));
  const acts = actsOn(observation).filter(({ at }) => Date.parse(at) > last - TOLERANCE_MS);
  if (acts.some(({ by }) => !by.bot)) return 'person';
  return acts.length > 0 ? 'program' : 'nobody';
}

function timesOf({ written }: Observation, key: WrittenKey): readonly number[] {
  return (written[key] ?? []).map((at) => Date.parse(at));
}

/** What others than the App did in the issue, as far as GitHub shows whose it is. What a program says in a comment of its own asks for nothing. */
function actsOn({ issue, events, comments, app }: Observation): readonly { readonly by: Account; readonly at: string }[] {
  const inBody = issue.lastEditedAt === null ? [] : [{ by: lastWriter(issue), at: issue.lastEditedAt }];
  const inComments = comments.map((comment) => ({
    by: comment.slot === null ? comment.author : lastWriter(comment),
    at: comment.updatedAt,
  }));
  const said = inComments.filter(({ by }, place) => comments[place]?.slot !== null || by?.bot === false);
  return [...inBody, ...said, ...events.map(({ actor, at }) => ({ by: actor, at }))].flatMap(({ by, at }) =>
    by === null || sameLogin(by.login, app) ? [] : [{ by, at }],
  );
}

/** Before when a thing is left as it is, ISO, because it was written again and again in a day; null where it is written now. */
export function restsUntil(observation: Observation, thing: Thing, now: string): string | null {
  const untilFor = (cause: Cause) =>
    againAt(
      timesOf(observation, `${cause} ${thing}`).filter((at) => at > Date.parse(now) - DAY_MS),
      freeTimes(thing, cause),
    );
  // Whose act it follows takes all comments and events to tell: it matters only where one of them waits, which is rare.
  if (causes.every((cause) => untilFor(cause) <= Date.parse(now))) return null;
  const until = untilFor(causeOf(observation, thing));
  return until > Date.parse(now) ? new Date(until).toISOString() : null;
}

const DAY_MS = 86_400_000;

/** Whether the commands of a dossier had as many answers in words as a day holds, whoever wrote them. */
export function isAnsweredOut(observation: Observation, now: string): boolean {
  return restsUntil(observation, newReply, now) !== null;
}

/** Whether the App wrote that within the day, whatever became of it. */
export function wasWrittenToday({ written }: Observation, thing: Thing): boolean {
  return causes.some((cause) => (written[`${cause} ${thing}`] ?? []).length > 0);
}
