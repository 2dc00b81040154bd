import { daysLater } from '../../words/calendar.ts';
import { sameLogin } from '../../words/login.ts';
import type { Dossier } from '../dossier.ts';
import type { StateChange } from '../state.ts';
import { slotText } from '../written/slot.ts';
import { wayOfAll } from './answer-way.ts';
import type { Draft } from './draft.ts';
import type { Comment, Reaction } from '../observation.ts';
import type { WantedComment } from '../plan.ts';
import type { Answered } from '../reply.ts';
import { hasWordsFor } from './words-for-outsiders.ts';

/** What came of the command lines of a comment. */
export interface Outcome {
  readonly comment: Comment;
  readonly answered: readonly Answered[];
  /** Lines beyond those that a comment may hold. */
  readonly unread: number;
  /** The first line that was added by an edit to a comment that was answered before; null where it was not. */
  readonly addedLine: string | null;
  /** Forgets that they were read, where reading them twice changes nothing. */
  readonly owed: StateChange | undefined;
}

/**
 * Answers a comment, once: a reaction where all that it asks is done; words where something is to be read, with a second reaction where a command did
 * nothing. What an edit adds is answered in words: the reaction that is there says what came before. Words that were begun are kept true.
 */
export function answerComment(draft: Draft, { comment, answered, unread, addedLine, owed }: Outcome): Draft {
  const way = unread > 0 ? 'refused' : wayOfAll(answered);
  const slot = slotText({ kind: 'reply', comment: comment.id, line: addedLine });
  const words: WantedComment = { slot, content: { kind: 'replies', to: comment.author.login, answered, unread }, owed };
  const said = draft.dossier.observation.comments.some((other) => other.slot === slot);
  const content = way === 'done' ? '+1' : 'confused';
  const reacts = addedLine === null && !saysOtherwise(comment, content);
  if (way === 'done' && reacts && !said) return withReaction(draft, { comment, content, inWords: answered.length === 0 ? null : words });
  if (answered.length === 0 && unread === 0) return draft;
  if (!said && !hasWordsFor(draft, comment))
    return withReaction(draft, { comment, content, inWords: null, untold: noteUntold(draft, comment) });
  const told = { ...draft, comments: [...draft.comments, words] };
  return way === 'refused' && reacts ? withReaction(told, { comment, content, inWords: null }) : told;
}

/** Whether the App answered otherwise by a reaction, before it stopped and could remember it. */
function saysOtherwise({ reactions }: Comment, content: Reaction): boolean {
  return reactions.some((given) => given !== 'eyes' && given !== content);
}

/** People without any answer whom the status names, at the most: the last ones. */
const MOST_UNTOLD = 3;

/** A program reads no status; a comment of yesterday is told no more. */
function noteUntold({ dossier: { now } }: Draft, { author, updatedAt: at }: Comment): StateChange {
  return (state) => {
    if (author.bot || !isRecent(at, now)) return state;
    const others = state.untold.filter(({ by }) => !sameLogin(by, author.login));
    return { ...state, untold: [...others, { by: author.login, at }].slice(-MOST_UNTOLD) };
  };
}

function isRecent(at: string, now: string): boolean {
  return Date.parse(at) > Date.parse(daysLater(now, -1));
}

/** Whoever got no answer is named for a day: then words are theirs again. */
export function forgetUntold(dossier: Dossier): Dossier {
  const { untold } = dossier.state;
  const recent = untold.filter(({ at }) => isRecent(at, dossier.now));
  return recent.length === untold.length ? dossier : dossier.with({ untold: recent });
}

/** A command that is not even read, because its author has written more than any dossier needs, is answered all the same. */
export function shrug(draft: Draft, comment: Comment): Draft {
  return withReaction(draft, { comment, content: 'confused', inWords: null, untold: noteUntold(draft, comment) });
}

function withReaction(draft: Draft, wanted: Draft['reactions'][number]): Draft {
  return { ...draft, reactions: [...draft.reactions, wanted] };
}
