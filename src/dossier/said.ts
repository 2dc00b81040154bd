import type { Comment } from './observation.ts';

/** What others than the App say in a dossier: comments that everybody reads. One that somebody hid says nothing any more, as one that was deleted; shown again, it does. */
export function said({ comments }: { readonly comments: readonly Comment[] }): readonly Comment[] {
  return comments.filter(({ slot, hidden }) => slot === null && !hidden);
}
