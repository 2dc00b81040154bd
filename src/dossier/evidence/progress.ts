import type { Dossier } from '../dossier.ts';
import type { EvidenceName } from '../../config/procedure.ts';
import { mirrorProgress } from '../mirror/mirror-progress.ts';
import type { Sentence } from '../../words/sentence.ts';

const progresses: Partial<Record<EvidenceName, (dossier: Dossier) => Sentence | null>> = {
  'mirror-succeeded': mirrorProgress,
  'mirror-on-every-platform': mirrorProgress,
};

/** How far the App saw an item come that its evidence does not tick yet; null where there is nothing to tell. */
export function seeProgress(name: EvidenceName, dossier: Dossier): Sentence | null {
  return progresses[name]?.(dossier) ?? null;
}
