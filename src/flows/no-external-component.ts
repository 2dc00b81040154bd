import { say } from '../words/sentence.ts';
import type { Evidence } from '../dossier/evidence/evidence.ts';
import { waiverHolds } from '../dossier/waiver-holds.ts';

/** Every question on flows is answered by "none", or waived without an answer: there is nothing to open. */
export const noExternalComponent: Evidence = ({ flowAnswers, now, state: { waivers } }) => {
  const none = flowAnswers.every(({ says, prerequisite: { id } }) => {
    const waiver = waivers[id];
    return says === 'none' || (says === 'nothing' && waiver !== undefined && waiverHolds(waiver, now));
  });
  return flowAnswers.length > 0 && none ? say`aucun composant externe déclaré dans le formulaire` : null;
};
