import { sameLogin } from '../words/login.ts';
import type { Comment, Memory, Observation } from '../dossier/observation.ts';
import { whoseText } from '../dossier/own-comments.ts';
import type { DossierState } from '../dossier/state.ts';
import { readSealed } from '../render/marker.ts';
import { type Seal, unsealState } from './sealed-state.ts';

/**
 * What the App remembers of a dossier: nothing before it did anything there. Lost where it did and the state is gone, where somebody else wrote in the status
 * comment, where the state is another dossier's, or an older one put back. Where two status comments hold a state, the one that was written last.
 */
export function readMemory({ comments, events, app }: Pick<Observation, 'comments' | 'events' | 'app'>, seal: Seal): Memory {
  const [state] = comments
    .flatMap((comment) => (comment.slot === 'status' ? (stateIn(comment, app, seal) ?? []) : []))
    .toSorted((a, b) => writingOf(b) - writingOf(a));
  if (state !== undefined) return { kind: 'kept', state };
  const acted = comments.some(({ slot }) => slot !== null) || events.some(({ actor }) => actor !== null && sameLogin(actor.login, app));
  return acted ? { kind: 'lost' } : { kind: 'none' };
}

/** States of version 0.1.0 do not tell: any that does is newer. */
function writingOf({ writtenAt }: DossierState): number {
  return writtenAt === null ? 0 : Date.parse(writtenAt);
}

function stateIn(status: Comment, app: string, seal: Seal): DossierState | null {
  const whose = whoseText(status, app);
  if (whose === 'foreign') return null;
  const sealed = readSealed(status.body);
  const state = sealed === null ? null : unsealState(sealed, seal);
  return state !== null && whose === 'unverified' && isPutBack(state, status) ? null : state;
}

/** Clocks of the App and of GitHub, and the time that a write takes to get there, differ by less. */
const TOLERANCE_MS = 15 * 60_000;

/** True for a state that was written long before the comment was last changed. */
function isPutBack({ writtenAt }: DossierState, { updatedAt }: Comment): boolean {
  return writtenAt === null || Date.parse(updatedAt) - Date.parse(writtenAt) > TOLERANCE_MS;
}
