import type { Action } from '../../src/apply/action.ts';
import type { Comment, Reaction } from '../../src/dossier/observation.ts';

type Reacts = Extract<Action, { verb: 'react' | 'unreact' }>;

/** The comments after the App reacts to one or takes 👀 back; null where that changes nothing. */
export function afterReaction(comments: readonly Comment[], action: Reacts): Comment[] | null {
  const found = comments.find(({ id }) => id === action.comment);
  if (found === undefined) return null;
  const reactions = reactionsAfter(found.reactions, action);
  return reactions.length === found.reactions.length ? null : comments.map((one) => (one === found ? { ...one, reactions } : one));
}

function reactionsAfter(before: readonly Reaction[], action: Reacts): readonly Reaction[] {
  if (action.verb === 'unreact') return before.filter((content) => content !== 'eyes');
  return before.includes(action.content) ? before : [...before, action.content];
}
