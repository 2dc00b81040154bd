import { type Facts } from '../dossier/facts.ts';
import type { Observation } from '../dossier/observation.ts';
import { ownTextIn, whoseText } from '../dossier/own-comments.ts';
import { holdsPart } from '../dossier/written/parts.ts';
import { readSlot } from '../dossier/written/slot.ts';
import { csvRecord } from './reading/csv-record.ts';
import { contentOf, type FlowContent } from './reading/flow.ts';
import { flowId } from './reading/flow-id.ts';
import { type FlowMemory, flowStatuses, flowStatusTitles, type FlowStep } from './flow-status.ts';

/**
 * The last status of each flow, as the comment of their table shows it: what is left once the signed memory of a dossier is lost. Only what that comment was
 * too long to show is missing.
 */
export function restoreFlows({ observation, flowAnswers, now }: Facts): Readonly<Record<string, FlowMemory>> {
  const { app } = observation;
  const lines = flowsText(observation).split(/\r?\n/);
  const steps = [...removedSteps(lines, { by: app, at: now }), ...tableSteps(lines, app)];
  const contents = new Map<string, FlowContent>(
    flowAnswers.flatMap((answer) => answer.flows.map((flow) => [flow.id, contentOf(flow)] as const)),
  );
  return Object.fromEntries(steps.map(([id, step]) => [id, { content: contents.get(id) ?? null, steps: [step] }]));
}

/** The table as it stands: in a comment of its own, or in the newest of the phases' comments that holds it. */
function flowsText({ comments, app }: Observation): string {
  const own = comments.filter((comment) => whoseText(comment, app) === 'own');
  const hosts = own.filter(({ slot, body }) => readSlot(slot ?? '')?.kind === 'checklist' && holdsPart(body, 'flows'));
  return hosts.at(-1)?.body ?? ownTextIn('flows', { comments, app });
}

type Step = readonly [id: string, step: FlowStep];

/** « ⚫ **à fermer** : `F-ABCDEF` … ». */
function removedSteps(lines: readonly string[], seen: Pick<FlowStep, 'by' | 'at'>): readonly Step[] {
  return lines.flatMap((line): Step[] => {
    const [, todo, id = ''] = /^- ⚫ \*\*(à fermer|demande à annuler)\*\*\s:\s`([^`]{8})`/.exec(line) ?? [];
    return flowId.test(id) ? [[id, { status: todo === 'à fermer' ? 'ouvert' : 'demande', ...seen, note: null }]] : [];
  });
}

/** The rows of the table's CSV that somebody gave a status. */
function tableSteps(lines: readonly string[], app: string): readonly Step[] {
  const start = lines.findIndex((line) => line.startsWith('```csv'));
  const end = lines.findIndex((line, at) => at > start && line.startsWith('```'));
  const header = csvRecord(lines, start + 1, ';').cells;
  return start === -1 ? [] : lines.slice(start + 2, end).flatMap((line) => rowStep(header, line, app));
}

function rowStep(header: readonly string[], line: string, app: string): readonly Step[] {
  const { cells } = csvRecord([line], 0, ';');
  const cell = (name: string) => cells[header.indexOf(name)] ?? '';
  const status = flowStatuses.find((candidate) => flowStatusTitles[candidate] === cell('statut'));
  const day = cell('date');
  if (status === undefined || !flowId.test(cell('id')) || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return [];
  const by = cell('par');
  const note = cell('note');
  return [[cell('id'), { status, by: by === '' ? app : by, at: `${day}T12:00:00.000Z`, note: note === '' ? null : note }]];
}
