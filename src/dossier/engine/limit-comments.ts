import { readSlot } from '../written/slot.ts';
import { daysLater, earliest } from '../../words/calendar.ts';
import type { Dossier } from '../dossier.ts';
import type { Comment } from '../observation.ts';
import type { CommentContent, WantedComment } from '../plan.ts';

/** New comments kept within the daily limit. */
export interface WithinLimit {
  readonly comments: readonly WantedComment[];
  /** Told in the news of the status comment instead. */
  readonly overflow: readonly WantedComment[];
  /** When a comment that must exist and had to wait can be written; null when none waits. */
  readonly resumeAt: string | null;
}

/**
 * What the daily limit does to a comment: `never` held, where somebody asked for it, is asked for an act, or sees an act undone; what nobody asked for and
 * asks nothing of anybody `waits` for its turn where it must be there in the end, and becomes `news` of the status otherwise.
 */
const held = {
  replies: 'never',
  // Once for each person.
  hint: 'never',
  call: 'never',
  checklist: 'never',
  closing: 'never',
  'move-refused': 'never',
  unticked: 'never',
  reminder: 'never',
  'promises-near': 'never',
  'nobody-answers': 'never',
  'label-contested': 'never',
  undone: 'never',
  secret: 'never',
  campaign: 'never',
  'campaign-recall': 'never',
  'mirror-pulls': 'never',
  'mirror-failed': 'never',
  'flows-added': 'never',
  flows: 'waits',
  checks: 'waits',
  'phase-entered-again': 'news',
} as const satisfies Readonly<Record<CommentContent['kind'], 'never' | 'waits' | 'news'>>;

/** Keeps what the App says unasked within the process's number of new comments for 24 hours; comments that exist are always kept up to date. Answers to commands use up nothing of it. */
export function limitComments({ observation, procedure, now }: Dossier, wanted: readonly WantedComment[]): WithinLimit {
  const dayBefore = Date.parse(daysLater(now, -1));
  const recent = observation.comments.filter((comment) => isUnasked(comment) && Date.parse(comment.createdAt) > dayBefore);
  const isNew = ({ slot }: WantedComment) => observation.comments.every((comment) => comment.slot !== slot);
  const beyond = wanted
    .filter((comment) => held[comment.content.kind] !== 'never' && isNew(comment))
    .slice(Math.max(0, procedure.comments.maxPerDay - recent.length));
  const waiting = beyond.filter(({ content }) => held[content.kind] === 'waits');
  const firstFree = earliest(recent.map(({ createdAt }) => createdAt));
  return {
    comments: wanted.filter((comment) => !beyond.includes(comment)),
    overflow: beyond.filter((comment) => !waiting.includes(comment)),
    resumeAt: waiting.length === 0 ? null : daysLater(firstFree ?? now, 1),
  };
}

function isUnasked({ slot }: Comment): boolean {
  const kind = slot === null ? undefined : readSlot(slot)?.kind;
  return kind !== undefined && kind !== 'status' && kind !== 'reply' && kind !== 'hint' && kind !== 'call';
}
