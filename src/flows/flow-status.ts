import { z } from 'zod';
import type { Frozen } from '../words/frozen.ts';
import { flowContentSchema } from './reading/flow.ts';

/** Where a flow stands. `echec` is open and does not answer; `ferme` ends one that the form no longer declares. */
export const flowStatuses = ['a-demander', 'demande', 'ouvert', 'teste', 'echec', 'refuse', 'sans-objet', 'ferme'] as const;
export type FlowStatus = (typeof flowStatuses)[number];

/** As users read it. */
export const flowStatusTitles: Readonly<Record<FlowStatus, string>> = {
  'a-demander': 'à demander',
  demande: 'demandé',
  ouvert: 'ouvert',
  teste: 'testé',
  echec: 'test en échec',
  refuse: 'refusé',
  'sans-objet': 'sans objet',
  ferme: 'fermé',
};

/** A change of status: by whom, when, and the note that came with it (a ticket's number). */
const flowStep = z.object({
  status: z.enum(flowStatuses),
  by: z.string(),
  /** ISO instant. */
  at: z.string(),
  note: z.string().nullable(),
});
export type FlowStep = Frozen<z.infer<typeof flowStep>>;

/** What is remembered of a flow whose status somebody changed. */
export const flowMemorySchema = z.object({
  /** What it is, for when the form no longer says it; null when the state had to be lightened. */
  content: flowContentSchema.nullable(),
  /** Oldest first. */
  steps: z.array(flowStep),
});
export type FlowMemory = Frozen<z.infer<typeof flowMemorySchema>>;

/** The status after the last step. */
export function statusAfter(steps: readonly FlowStep[]): FlowStatus {
  return steps.at(-1)?.status ?? 'a-demander';
}

/** What the project team may report: only it can try from the application. The rest belongs to the Service Team. */
export function isReport(status: FlowStatus): boolean {
  return status === 'teste' || status === 'echec';
}

/** True once the network team opened it: only then does a test say something. */
export function isOpened(status: FlowStatus): boolean {
  return status === 'ouvert' || isReport(status);
}
