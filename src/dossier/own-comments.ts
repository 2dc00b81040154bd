import { lastWriter } from './last-writer.ts';
import { sameLogin } from '../words/login.ts';
import type { Comment } from './observation.ts';
import { familyOf, type SlotText } from './written/slot.ts';

/** Whose text stands in a comment of the App now: its own, somebody else's, or one whose last writer GitHub does not tell. */
export function whoseText(comment: Comment, app: string): 'own' | 'foreign' | 'unverified' {
  const writer = lastWriter(comment);
  if (writer === null) return 'unverified';
  return sameLogin(writer.login, app) ? 'own' : 'foreign';
}

/** The App's comment in a slot: the oldest, so that all who look agree on which one stays; null where there is none. */
export function commentIn(slot: SlotText, { comments }: { readonly comments: readonly Comment[] }): Comment | null {
  return comments.find((comment) => comment.slot === slot) ?? null;
}

/** Whether another comment of the App, older, has the same slot: it is that one that is kept true. */
export function isDouble(comment: Comment, { comments }: { readonly comments: readonly Comment[] }): boolean {
  return comment.slot !== null && comments.find(({ slot }) => slot === comment.slot)?.id !== comment.id;
}

/** Whether a newer comment of the App stands in its place, or is to be written (`wanted`): of a family, the newest alone does. */
export function isSuperseded(
  comment: Comment,
  { comments, wanted }: { readonly comments: readonly Comment[]; readonly wanted: readonly SlotText[] },
): boolean {
  const family = familyOf(comment.slot ?? '');
  if (family === null) return false;
  const newer = comments.slice(comments.findIndex(({ id }) => id === comment.id) + 1).filter((other) => !isDouble(other, { comments }));
  const created = wanted.filter((slot) => commentIn(slot, { comments }) === null);
  return [...newer.map(({ slot }) => slot), ...created].some((slot) => slot !== comment.slot && familyOf(slot ?? '') === family);
}

/** The comments wanted, but for those of a family that a later one of them stands for. */
export function newestOfFamilies<Wanted extends { readonly slot: SlotText }>(wanted: readonly Wanted[]): readonly Wanted[] {
  return wanted.filter(({ slot }, place) => {
    const family = familyOf(slot);
    return family === null || wanted.slice(place + 1).every((later) => familyOf(later.slot) !== family);
  });
}

/** The text of the App's oldest comment in a slot that nobody else wrote in; empty without one. */
export function ownTextIn(slot: SlotText, { comments, app }: { readonly comments: readonly Comment[]; readonly app: string }): string {
  return comments.find((comment) => comment.slot === slot && whoseText(comment, app) === 'own')?.body ?? '';
}
