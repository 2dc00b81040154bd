import type { Comment } from '../../src/dossier/observation.ts';
import { accountOf } from './account-of.ts';

/** A comment that nobody edited, or reacted to. */
export function aComment({ id, login, body, slot, at }: Pick<Comment, 'id' | 'body' | 'slot'> & { login: string; at: string }): Comment {
  return {
    id,
    nodeId: `IC_${id}`,
    author: accountOf(login),
    editor: { answer: 'nobody' },
    body,
    slot,
    hidden: false,
    reactions: [],
    reactedBy: [],
    createdAt: at,
    updatedAt: at,
  };
}

/** The comments once somebody hid one of them, or showed it again. */
export function hiddenOrShown(comments: readonly Comment[], id: number): Comment[] {
  return comments.map((comment) => (comment.id === id ? { ...comment, hidden: !comment.hidden } : comment));
}
