import type { Dossier } from '../dossier/dossier.ts';
import { phaseRank } from '../dossier/facts.ts';
import type { Waiver } from '../dossier/prerequisite.ts';
import type { DossierState } from '../dossier/state.ts';
import type { FlowAnswer } from './flow-answers.ts';
import type { Flow, FlowContent } from './reading/flow.ts';
import { type FlowStatus, type FlowStep, isOpened, statusAfter } from './flow-status.ts';
import type { FlowProblem } from './reading/read-flows.ts';
import { type FlowRemark, remarksOn } from './reading/remarks.ts';
import { waiverHolds } from '../dossier/waiver-holds.ts';

/** A declared flow as it stands now. */
export interface FlowView {
  readonly flow: Flow;
  readonly status: FlowStatus;
  /** Oldest first. */
  readonly steps: readonly FlowStep[];
  /** A decision of the Service Team that it does not count, while it holds. */
  readonly waiver: Waiver | null;
  readonly remarks: readonly FlowRemark[];
}

/** A flow that the form no longer declares, and what is left of it. */
export interface RemovedFlow {
  readonly id: string;
  readonly content: FlowContent | null;
  readonly steps: readonly FlowStep[];
  /** One that was opened must be closed; one that was only asked for, cancelled. */
  readonly todo: 'close' | 'cancel';
}

export interface FlowsView {
  /** In the order of the form. */
  readonly declared: readonly FlowView[];
  readonly removed: readonly RemovedFlow[];
  /** What could not be read, by the title of its question. */
  readonly unread: readonly Told[];
  /** What is named beside the flows and not followed, likewise. */
  readonly notes: readonly Told[];
}

/** What is said of the lines of one question, by its title. */
export interface Told {
  readonly question: string;
  readonly problems: readonly FlowProblem[];
}

/** Every flow of the dossier with its status. */
export function assessFlows(dossier: Dossier): FlowsView {
  const declared = dossier.flowAnswers.flatMap(({ flows }) => flows).map((flow) => viewOf(dossier, flow));
  return {
    declared,
    removed: removedFlows(dossier.state, new Set(declared.map(({ flow }) => flow.id))),
    unread: told(dossier, ({ problems }) => problems),
    notes: told(dossier, ({ notes }) => notes),
  };
}

function told({ flowAnswers }: Dossier, linesOf: (answer: FlowAnswer) => readonly FlowProblem[]): readonly Told[] {
  return flowAnswers.flatMap((answer) =>
    linesOf(answer).length === 0 ? [] : [{ question: answer.prerequisite.title, problems: linesOf(answer) }],
  );
}

function viewOf({ now, state }: Dossier, flow: Flow): FlowView {
  const steps = state.flows[flow.id]?.steps ?? [];
  const waiver = state.waivers[flow.id] ?? null;
  return {
    flow,
    status: declaredStatus(steps),
    steps,
    waiver: waiver !== null && waiverHolds(waiver, now) ? waiver : null,
    remarks: remarksOn(flow),
  };
}

/** A flow that was closed and is declared again is to be asked for again. */
function declaredStatus(steps: readonly FlowStep[]): FlowStatus {
  const status = statusAfter(steps);
  return status === 'ferme' ? 'a-demander' : status;
}

function removedFlows({ flows }: DossierState, declared: ReadonlySet<string>): readonly RemovedFlow[] {
  return Object.entries(flows).flatMap(([id, { content, steps }]): RemovedFlow[] => {
    const status = statusAfter(steps);
    if (declared.has(id) || !(isOpened(status) || status === 'demande')) return [];
    return [{ id, content, steps, todo: isOpened(status) ? 'close' : 'cancel' }];
  });
}

/** True when nothing is left to do for the flow: tested, not applicable, or waived (refused ones must be). */
export function isSettledFlow({ status, waiver }: FlowView): boolean {
  return waiver !== null || status === 'teste' || status === 'sans-objet';
}

/** True once the dossier shows its flows: a phase that follows them is reached, somebody asked, or a status was changed. */
export function showsFlows({ procedure, state }: Dossier): boolean {
  const rank = phaseRank(procedure, state.phase);
  return (
    state.flowsAsked || Object.keys(state.flows).length > 0 || procedure.phases.some(({ tracksFlows }, at) => tracksFlows && at <= rank)
  );
}
