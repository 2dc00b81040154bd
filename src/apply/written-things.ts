import type { Observation } from '../dossier/observation.ts';
import { commentNew, commentText, keyOf, labelOff, labelOn, type Thing, type WrittenKey } from '../dossier/written-again.ts';
import { readSlot } from '../dossier/written/slot.ts';
import { readMarker } from '../render/marker.ts';
import type { Action } from './action.ts';

/**
 * Under what the actions of one look are counted, each once. What is written in the projects' repositories has guards of its own; the status that follows an answer
 * comes with it, and counts for nothing.
 */
export function writtenKeys(observation: Observation, done: readonly Action[]): readonly WrittenKey[] {
  const isAnswered = done.some(isAnswer);
  const things = new Set(done.flatMap((action) => thingsOf(observation, action)));
  if (isAnswered) things.delete(commentText('status'));
  return [...things].map((thing) => keyOf(observation, thing));
}

function isAnswer(action: Action): boolean {
  return action.verb === 'react' || (action.verb === 'create-comment' && readSlot(readMarker(action.body) ?? '')?.kind === 'reply');
}

function thingsOf({ comments }: Observation, action: Action): readonly Thing[] {
  switch (action.verb) {
    case 'add-labels':
      return action.names.map(labelOn);
    case 'remove-label':
      return [labelOff(action.name)];
    case 'create-comment':
      return [commentNew(readMarker(action.body))];
    case 'replace-comment':
      return [commentText(slotOf(comments, action))];
    case 'react':
      return ['reaction'];
    case 'delete-comment':
    case 'unreact':
    case 'close':
    case 'propose':
    case 'report':
    case 'mend':
    case 'run':
      return [];
    default:
      return action satisfies never;
  }
}

/** The App's first status of a look is written again at its end; what stands in somebody's own comment is no slot of the App. */
function slotOf(comments: Observation['comments'], { id, body }: Extract<Action, { verb: 'replace-comment' }>): string | null {
  const seen = comments.find((comment) => comment.id === id);
  return seen === undefined ? readMarker(body) : seen.slot;
}
