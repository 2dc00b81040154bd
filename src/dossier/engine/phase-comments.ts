import type { Phase } from '../../config/procedure.ts';
import { flowsPart } from '../../flows/feature.ts';
import type { Dossier } from '../dossier.ts';
import { phaseRank } from '../facts.ts';
import { mirrorPart } from '../mirror/plan-mirror-comments.ts';
import { commentIn } from '../own-comments.ts';
import type { PhasePart, PhaseView, WantedComment } from '../plan.ts';
import { addressees } from '../team.ts';
import { type SlotText, slotText } from '../written/slot.ts';
import { showing } from './ticks.ts';

/** The slot of a phase's comment. */
export function phaseSlot(phaseId: string): SlotText {
  return slotText({ kind: 'checklist', phase: phaseId });
}

/**
 * The comments of the phases that the dossier knows, one each: what happens, the steps, and in the one that was entered last what the rooms add, the pull
 * requests to merge and the table of the flows.
 */
export function phaseComments(dossier: Dossier): readonly WantedComment[] {
  const host = hostPhase(dossier);
  return dossier.procedure.phases.flatMap((phase): WantedComment[] => {
    const entry = dossier.state.history.findLast((past) => past.phase === phase.id);
    if (entry === undefined || !hasComment(dossier, phase)) return [];
    const view: PhaseView = {
      procedure: dossier.procedure,
      phase,
      entry,
      to: addressees(dossier),
      current: phase.id === dossier.state.phase,
      items: dossier.items(phase.id),
      parts: phase.id === host?.id ? hostedParts(dossier) : [],
    };
    const slot = phaseSlot(phase.id);
    return [{ slot, content: { kind: 'checklist', view }, makesTrue: showing(dossier, { key: slot, phaseId: phase.id }) }];
  });
}

/** What the rooms add to the comment of the phase that was entered last; nothing where no phase has one. */
export function hostedParts(dossier: Dossier): readonly PhasePart[] {
  const host = hostPhase(dossier);
  if (host === null) return [];
  const body = commentIn(phaseSlot(host.id), dossier.observation)?.body ?? null;
  return [mirrorPart(dossier, body), flowsPart(dossier, body)].flatMap((part) => part ?? []);
}

/** True when the phase is the current one and its comment, which announces it, does not exist yet. */
export function opensComment(dossier: Dossier, phase: Phase): boolean {
  const announced = phaseRank(dossier.procedure, phase.id) > 0 || phase.checklist.length > 0;
  return phase.id === dossier.state.phase && !phase.closes && announced && !isWritten(dossier, phase);
}

/** The phase entered last that has a comment, or gets it now. */
function hostPhase(dossier: Dossier): Phase | null {
  const { phases } = dossier.procedure;
  const entries = dossier.state.history.flatMap(({ phase }) => phases.find(({ id }) => id === phase) ?? []);
  return entries.findLast((phase) => hasComment(dossier, phase)) ?? null;
}

function hasComment(dossier: Dossier, phase: Phase): boolean {
  return opensComment(dossier, phase) || isWritten(dossier, phase);
}

function isWritten({ observation }: Dossier, phase: Phase): boolean {
  return commentIn(phaseSlot(phase.id), observation) !== null;
}
