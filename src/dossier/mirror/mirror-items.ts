import { isMirrorEvidence } from '../../config/procedure.ts';
import type { Dossier } from '../dossier.ts';
import type { ItemView } from '../item.ts';

/** The steps of the phase that are about the mirror, which people tick where no file tells the App. */
export function mirrorItems(dossier: Dossier): readonly ItemView[] {
  return dossier.items(dossier.state.phase).filter(({ item: { evidence } }) => evidence !== undefined && isMirrorEvidence(evidence));
}
