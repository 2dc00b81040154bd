import { lastWriter } from './last-writer.ts';
import { sameLogin } from './login.ts';
import type { Comment } from './observation.ts';

/** Whose text stands in a comment of the App now: its own, somebody else's, or one whose last writer GitHub does not tell. */
export function whoseText(comment: Comment, app: string): 'own' | 'foreign' | 'unverified' {
  const writer = lastWriter(comment);
  if (writer === null) return 'unverified';
  return sameLogin(writer.login, app) ? 'own' : 'foreign';
}

/** The text of the App's comment in a slot, only where nobody else wrote in it; empty otherwise. */
export function ownTextIn(slot: string, { comments, app }: { readonly comments: readonly Comment[]; readonly app: string }): string {
  return comments.find((comment) => comment.slot === slot && whoseText(comment, app) === 'own')?.body ?? '';
}
