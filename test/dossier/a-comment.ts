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
    reactions: [],
    reactedBy: [],
    createdAt: at,
    updatedAt: at,
  };
}
