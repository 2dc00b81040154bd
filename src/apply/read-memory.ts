import type { Comment, Memory } from '../dossier/observation.ts';
import { readSealed } from '../render/marker.ts';
import { type Seal, unsealState } from './sealed-state.ts';

/** What the App remembers of a dossier, from its comments: nothing before its first one; lost where the state is gone, altered, or another dossier's. */
export function readMemory(comments: readonly Comment[], seal: Seal): Memory {
  const own = comments.filter(({ slot }) => slot !== null);
  if (own.length === 0) return { kind: 'none' };
  const sealed = readSealed(own.find(({ slot }) => slot === 'status')?.body ?? '');
  const state = sealed === null ? null : unsealState(sealed, seal);
  return state === null ? { kind: 'lost' } : { kind: 'kept', state };
}
