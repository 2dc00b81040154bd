import type { Dossier } from './dossier.ts';
import { seeEvidence } from './evidence/evidences.ts';
import { seeProgress } from './evidence/progress.ts';
import type { ItemStatus, ItemView } from './item.ts';
import { phaseOf } from './facts.ts';
import { waiverHolds } from './waiver-holds.ts';

/** The checklist of a phase with the state of each item. */
export function assessItems(dossier: Dossier, phaseId: string): readonly ItemView[] {
  return phaseOf(dossier.procedure, phaseId).checklist.map((item) => {
    const key = itemKey(phaseId, item.id);
    return { key, item, status: itemStatus(dossier, { key, evidence: item.evidence }) };
  });
}

/** Name of an item in the state. */
export function itemKey(phaseId: string, itemId: string): string {
  return `${phaseId}/${itemId}`;
}

/** True when nothing is left to do for the item. */
export function isDone({ status }: ItemView): boolean {
  return status.kind !== 'open';
}

function itemStatus(dossier: Dossier, of: { key: string; evidence: ItemView['item']['evidence'] }): ItemStatus {
  const waiver = dossier.state.waivers[of.key];
  if (waiver !== undefined && waiverHolds(waiver, dossier.now)) return { kind: 'waived', waiver };
  const mark = dossier.state.items[of.key];
  if (mark?.done === true) return { kind: 'done', mark };
  if (of.evidence === undefined) return { kind: 'open', progress: null };
  const saw = seeEvidence(of.evidence, dossier);
  return saw === null ? { kind: 'open', progress: seeProgress(of.evidence, dossier) } : { kind: 'evidence', saw };
}
