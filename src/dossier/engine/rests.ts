import { digest } from '../../words/digest.ts';
import { sameLogin } from '../../words/login.ts';
import { daysLater, earliest } from '../../words/calendar.ts';
import type { Dossier } from '../dossier.ts';
import { lastWriter } from '../last-writer.ts';
import { commentIn, whoseText } from '../own-comments.ts';
import type { Account, Observation } from '../observation.ts';
import type { Plan, UndoneAgain, WantedComment, WantedReaction } from '../plan.ts';
import { canAnswer } from '../team.ts';
import { namedInPerson } from '../team-reach.ts';
import {
  commentNew,
  commentText,
  isOneComment,
  keyOf,
  labelOff,
  labelOn,
  restsUntil,
  type Thing,
  wasWrittenToday,
} from '../written-again.ts';
import { readSlot, type SlotText, slotText } from '../written/slot.ts';
import { type ContestedLabel, tellContested, unlessContested } from './contested-labels.ts';

/** What of a plan is left as it is for now. */
interface Left {
  readonly labels: readonly ContestedLabel[];
  readonly comments: readonly WantedComment[];
  /** The status comment, where nothing else is written. */
  readonly status: boolean;
}

/**
 * Leaves as it is what the App wrote again and again in a day because somebody undoes or provokes it: it is written after an hour, then two, four…, twelve at the most. The
 * Service Team learns of it once. An answer to a person never waits, nor does what it makes true.
 */
export function unlessWrittenAgain(dossier: Dossier, plan: Plan): Plan {
  const { observation, now } = dossier;
  const until = (thing: Thing) => restsUntil(observation, thing, now);
  const untilOf = ({ slot }: WantedComment) =>
    readSlot(slot)?.kind === 'reply' ? null : until(commentIn(slot, observation) === null ? commentNew(slot) : commentText(slot));
  const statusUntil = until(commentIn('status', observation) === null ? commentNew('status') : commentText('status'));
  const listsUntil = plan.edits.length === 0 ? null : until(commentText(null));
  const reactionsUntil = plan.reactions.every(isToPerson) ? null : until('reaction');
  const left: Left = {
    labels: [
      ...plan.labels.add.flatMap((label) => leftLabel({ label, undone: 'unlabeled', until: until(labelOn(label)) })),
      ...plan.labels.remove.flatMap((label) => leftLabel({ label, undone: 'labeled', until: until(labelOff(label)) })),
    ],
    comments: plan.comments.filter((comment) => untilOf(comment) !== null),
    status: statusUntil !== null,
  };
  const told = tellLeft(dossier, left);
  const waits = [
    ...left.labels.map((one) => one.until),
    ...[...[...left.comments, ...told].map(untilOf), statusUntil, listsUntil, reactionsUntil].flatMap((at) => at ?? []),
  ];
  const { labels } = unlessContested(dossier, plan.labels, left.labels);
  const comments = plan.comments.filter((comment) => !left.comments.includes(comment));
  return {
    ...plan,
    labels,
    comments: [...comments, ...told.filter((comment) => untilOf(comment) === null)],
    edits: listsUntil === null ? plan.edits : [],
    reactions: reactionsUntil === null ? plan.reactions : plan.reactions.filter(isToPerson),
    statusRests: left.status,
    // Its last words are written first; a text of its own that stands may stay as it is.
    close: plan.close && left.comments.every(({ slot }) => standsIn(observation, slot)),
    again: earliest([plan.again ?? [], waits].flat()),
  };
}

/** What a person asks is executed whether it is answered or not: its answer comes at once, or never. A program's comment is answered at any look. */
function isToPerson({ comment }: WantedReaction): boolean {
  return canAnswer(comment.author);
}

function standsIn(observation: Observation, slot: SlotText): boolean {
  const comment = commentIn(slot, observation);
  return comment !== null && whoseText(comment, observation.app) !== 'foreign';
}

function leftLabel({
  until,
  ...left
}: Omit<ContestedLabel, 'by' | 'until'> & { readonly until: string | null }): readonly ContestedLabel[] {
  return until === null ? [] : [{ ...left, by: null, until }];
}

/** Nobody is told of a dossier that is not followed, nor of the labels of one that is closed. */
function tellLeft(dossier: Dossier, left: Left): readonly WantedComment[] {
  if (!dossier.state.followed) return [];
  const { observation } = dossier;
  // What follows somebody's act is told by it.
  const unexplained = left.labels.filter(({ label, undone }) =>
    keyOf(observation, undone === 'unlabeled' ? labelOn(label) : labelOff(label)).startsWith('nobody '),
  );
  return [...(observation.issue.open ? tellContested(dossier, unexplained) : []), ...tellUndone(dossier, left)];
}

/** The Service Team learns once of what is undone or provoked again and again, and by whom, as far as GitHub tells. */
function tellUndone(dossier: Dossier, left: Left): readonly WantedComment[] {
  const undone = undoneAgain(dossier, left);
  if (undone === null) return [];
  const { what, by } = undone;
  const slot = slotText({ kind: 'contested', label: digest(`${what}\n${by ?? ''}`).slice(0, 12) });
  if (commentIn(slot, dossier.observation) !== null || wasWrittenToday(dossier.observation, commentNew(slot))) return [];
  return [{ slot, content: { kind: 'undone', what, by, referents: namedInPerson(dossier), serviceTeam: dossier.procedure.serviceTeam } }];
}

/** What it is; null where what rests follows the projects' repositories, or the days. */
function undoneAgain(dossier: Dossier, { status, comments }: Left): UndoneAgain | null {
  const { observation, bodyDigest } = dossier;
  const { memory, issue } = observation;
  const [writer] = [...comments.map(({ slot }) => slot), ...(status ? (['status'] as const) : [])].flatMap((slot) =>
    undoerOf(observation, slot),
  );
  if (writer !== undefined) return { what: 'comments', by: writer?.login ?? null };
  if (!status) return null;
  if (memory.kind === 'kept' && memory.state.body.digest !== bodyDigest) return { what: 'body', by: lastWriter(issue)?.login ?? null };
  const turns = turnsOf(dossier);
  return turns.length < MANY_TURNS ? null : { what: 'state', by: turns.at(-1)?.login ?? null };
}

/** Who wrote over the App's comment in a slot, null where it is gone; nobody where it stands. */
function undoerOf(observation: Observation, slot: SlotText): readonly (Account | null)[] {
  const comment = commentIn(slot, observation);
  if (comment === null) return isOneComment(slot) ? [null] : [];
  return whoseText(comment, observation.app) === 'foreign' ? [lastWriter(comment)] : [];
}

/** People close a dossier and open it again a few times in a day, at the most. */
const MANY_TURNS = 6;

/** Who closed or opened it within a day, in their order; the App's own do not count. */
function turnsOf({ observation: { events, app }, now }: Dossier): readonly (Account | null)[] {
  const dayBefore = Date.parse(daysLater(now, -1));
  return events
    .filter(({ kind, at }) => (kind === 'closed' || kind === 'reopened') && Date.parse(at) > dayBefore)
    .map(({ actor }) => actor)
    .filter((actor) => !sameLogin(actor?.login ?? '', app));
}
