import { lastWriter } from './last-writer.ts';
import { sameLogin } from '../words/login.ts';
import type { Comment } from './observation.ts';

/** Whose text stands in a comment of the App now: its own, somebody else's, or one whose last writer GitHub does not tell. */
export function whoseText(comment: Comment, app: string): 'own' | 'foreign' | 'unverified' {
  const writer = lastWriter(comment);
  if (writer === null) return 'unverified';
  return sameLogin(writer.login, app) ? 'own' : 'foreign';
}

/**
 * The App's comment in a slot; null where there is none. Where somebody made another one of its comments look as if it were, the one that nobody else wrote
 * in comes first, the oldest otherwise.
 */
export function commentIn(
  slot: string,
  { comments, app }: { readonly comments: readonly Comment[]; readonly app: string },
): Comment | null {
  const all = comments.filter((comment) => comment.slot === slot);
  return all.find((comment) => whoseText(comment, app) === 'own') ?? all[0] ?? null;
}

/** The text of the App's comment in a slot, only where nobody else wrote in it; empty otherwise. */
export function ownTextIn(slot: string, { comments, app }: { readonly comments: readonly Comment[]; readonly app: string }): string {
  const comment = commentIn(slot, { comments, app });
  return comment !== null && whoseText(comment, app) === 'own' ? comment.body : '';
}
