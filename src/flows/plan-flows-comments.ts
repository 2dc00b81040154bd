import { holdsPart } from '../dossier/written/parts.ts';
import { slotText } from '../dossier/written/slot.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { digest } from '../words/digest.ts';
import type { PhasePart, WantedComment } from '../dossier/plan.ts';
import type { DossierState } from '../dossier/state.ts';
import { addressees } from '../dossier/team.ts';
import { showsFlows } from './assess-flows.ts';

/**
 * The table of the flows, as a part of the phase's comment, which stands in `body`, or is to be written (null): from the phase that tracks them on, or once
 * somebody asked. What it began to show, it shows. Null where no flow is declared nor left to close.
 */
export function flowsPart(dossier: Dossier, body: string | null): PhasePart | null {
  const view = dossier.flows;
  const shown = (showsFlows(dossier) || (body !== null && holdsPart(body, 'flows'))) && view.declared.length + view.removed.length > 0;
  return shown ? { kind: 'flows', slot: 'flows', view } : null;
}

/** The same as a comment of its own, where no phase has one yet. Silent in a last phase that was entered without it. */
export function flowsComment(dossier: Dossier): readonly WantedComment[] {
  const part = flowsPart(dossier, null);
  if (part?.kind !== 'flows' || (dossier.phase.closes && !hasOwn(dossier))) return [];
  return [{ slot: part.slot, content: { kind: 'flows', view: part.view } }];
}

/** Its own comment, kept true on a closed dossier, whose other comments stay as they were. */
export function formerFlowsComment(dossier: Dossier): readonly WantedComment[] {
  return hasOwn(dossier) ? flowsComment(dossier) : [];
}

function hasOwn({ observation: { comments } }: Dossier): boolean {
  return comments.some(({ slot }) => slot === 'flows');
}

/** What is said of flows that were added after the last phase was entered, each once: those that were told are known from then on. */
export function lateFlowsComment(dossier: Dossier): readonly WantedComment[] {
  const { flowsAtClosing: known } = dossier.state;
  if (known === null) return [];
  const added = dossier.flows.declared.filter(({ flow }) => !known.includes(flow.id));
  if (added.length === 0) return [];
  const ids = added.map(({ flow }) => flow.id).toSorted();
  const phase = dossier.procedure.phases.findLast(({ tracksFlows }) => tracksFlows) ?? null;
  const to = addressees(dossier);
  const makesTrue = (kept: DossierState) => ({ ...kept, flowsAtClosing: [...(kept.flowsAtClosing ?? []), ...ids] });
  return [
    {
      slot: slotText({ kind: 'flows-added', flows: digest(ids.join('\n')) }),
      content: { kind: 'flows-added', to, added, phase },
      makesTrue,
    },
  ];
}
