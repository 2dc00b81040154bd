import { slotText } from '../dossier/written/slot.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { digest } from '../words/digest.ts';
import type { WantedComment } from '../dossier/plan.ts';
import type { DossierState } from '../dossier/state.ts';
import { addressees } from '../dossier/team.ts';
import { showsFlows } from './assess-flows.ts';

/**
 * The table of the flows, from the phase that tracks them on, or once somebody asked. Silent where no flow is declared nor left to close, and in a last
 * phase that was entered without it.
 */
export function flowsComment(dossier: Dossier): readonly WantedComment[] {
  const exists = dossier.observation.comments.some(({ slot }) => slot === 'flows');
  if (!showsFlows(dossier) || (!exists && dossier.phase.closes)) return [];
  const view = dossier.flows;
  return view.declared.length + view.removed.length === 0 ? [] : [{ slot: 'flows', content: { kind: 'flows', view } }];
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
