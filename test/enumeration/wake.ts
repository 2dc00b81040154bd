import { Interrupted } from '../dossier/faults.ts';
import type { Hub } from './life.ts';

/** The App looks until nothing is left to write, or until it is interrupted, twice at the most: the queue tries again. */
export function wake(hub: Hub): void {
  for (let tries = 0; tries < 3; tries++) {
    try {
      rest(hub);
      return;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    }
  }
}

/** The App looks until nothing is left to write. Throws where that never comes. */
export function rest(hub: Hub): void {
  for (let round = 0; round < 8; round++) if (hub.reconcile().writes === 0) return;
  throw new Error('the dossier never comes to rest');
}
