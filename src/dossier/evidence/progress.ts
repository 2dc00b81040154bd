import type { EvidenceName } from '../../config/procedure.ts';
import type { Facts } from '../facts.ts';
import { mirrorProgress } from '../mirror/mirror-progress.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { DossierState } from '../state.ts';

const progresses: Partial<Record<EvidenceName, (facts: Facts, state: DossierState) => Sentence | null>> = {
  'mirror-succeeded': mirrorProgress,
  'mirror-on-every-platform': mirrorProgress,
};

/** How far the App saw an item come that its evidence does not tick yet; null where there is nothing to tell. */
export function seeProgress(name: EvidenceName, facts: Facts, state: DossierState): Sentence | null {
  return progresses[name]?.(facts, state) ?? null;
}
