import { stoodAt } from '../dossier/answer-memory.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { contentOf, type FlowContent } from './reading/flow.ts';
import { type FlowStatus, flowStatuses, flowStatusTitles, isOpened, isReport, statusAfter } from './flow-status.ts';
import { selectFlows } from './select-flows.ts';
import { byLikeness } from '../words/nearest.ts';
import type { Reply } from '../dossier/reply.ts';
import { addressees, isProjectTeam } from '../dossier/team.ts';
import type { Command, CommandCall, CommandResult } from '../dossier/commands/command.ts';
import { changesNothing, leaveUndone, takesBack } from '../dossier/commands/left-words.ts';
import { type Named, nearestFirst, takeName } from '../dossier/commands/take-name.ts';

/** `/flux <id…> <statut> [note]`: the status of network openings. Alone, it shows their table. The project team reports tests; the rest is the Service Team's. */
export const flow: Command = {
  name: 'flux',
  aliases: ['flow', 'flows'],
  usage: '/flux [<id…|mi|internet|tous> <statut> [note]]',
  summary: 'change l’état d’un ou de plusieurs flux ; seule, affiche leur tableau',
  audience: 'projet',
  changes: true,
  isMeant: (dossier, args) => {
    const selection = selectFlows(args, rowsOf(dossier));
    if (selection.kind !== 'chosen' || selection.byGroup || selection.ids.length === 0) return false;
    const taken = takeName(selection.rest, statusNames);
    return taken.kind === 'found' && taken.rest === '';
  },
  run: (call) => {
    const { dossier, args } = call;
    const rows = rowsOf(dossier);
    if (rows.length === 0) return { dossier, reply: { kind: 'no-flows' } };
    if (args === '') return { dossier: dossier.with({ flowsAsked: true }), reply: { kind: 'flows-shown' } };
    const selection = selectFlows(args, rows);
    const own = statusesOf(call);
    const complete = (choices: readonly string[]) => choices.map((choice) => `${choice} ${own[0]?.names[0] ?? ''}`);
    if (selection.kind === 'unknown') return wrong(dossier, 'ce flux n’existe pas', complete(byLikeness(selection.typed, idsOf(rows))));
    const { ids, byGroup, rest } = selection;
    if (ids.length === 0) return wrong(dossier, 'il manque le flux', complete(['tous', ...idsOf(rows)]));
    const taken = takeName(rest, statusNames);
    if (taken.kind === 'unknown') {
      const typed = args.slice(0, args.length - rest.length).trim();
      const choices = nearestFirst(rest, own).map((choice) => `${typed} ${choice}`);
      return wrong(dossier, rest === '' ? 'il manque l’état' : 'cet état n’existe pas', choices);
    }
    if (takesBack(taken.rest)) {
      const typed = args.slice(0, args.length - rest.length).trim();
      return leaveUndone(dossier, { command: flow, words: taken.rest, choices: own.map(({ names: [name] }) => `${typed} ${name}`) });
    }
    const changed = byGroup ? changedSince(call) : [];
    if (changed.length > 0) return { dossier, reply: { kind: 'answers-changed', command: flow, changed, accepted: [] } };
    const chosen = rows.filter(({ id }) => ids.includes(id));
    return setStatus(call, chosen, {
      status: taken.value,
      byGroup,
      note: changesNothing(taken.rest) ? '' : taken.rest.slice(0, LONGEST_NOTE),
    });
  },
};

/** Titles of the answers on flows that changed since the command was written: a group then holds others than its author saw. */
function changedSince({ dossier, comment }: CommandCall): readonly string[] {
  const asked = dossier.flowAnswers.map(({ prerequisite }) => prerequisite);
  return asked.filter((prerequisite) => !stoodAt(dossier, prerequisite, comment.updatedAt)).map(({ title }) => title);
}

/** What people write for a status, which is not clear enough to be taken for it. */
const nearStatuses: Partial<Readonly<Record<FlowStatus, readonly string[]>>> = {
  demande: ['en cours', 'envoyé', 'transmis', 'demandée'],
  ouvert: ['accepté', 'disponible', 'actif'],
  teste: ['ok', 'marche', 'fonctionne', 'validé', 'fait', 'bon'],
  echec: ['bloqué', 'erreur', 'panne', 'timeout', 'non'],
  refuse: ['rejeté', 'interdit'],
  ferme: ['clos', 'supprimé', 'retiré'],
};

/** Longest note kept with a status, in characters. */
const LONGEST_NOTE = 120;

interface Row {
  readonly id: string;
  readonly zone: FlowContent['zone'] | null;
  readonly content: FlowContent | null;
  readonly status: FlowStatus;
  readonly declared: boolean;
  readonly waived: boolean;
}

/** The rows of the table, those of the removed flows last. */
function rowsOf(dossier: Dossier): readonly Row[] {
  const { declared, removed } = dossier.flows;
  return [
    ...declared.map(({ flow: opening, status, waiver }) => ({
      id: opening.id,
      zone: opening.zone,
      content: contentOf(opening),
      status,
      declared: true,
      waived: waiver !== null,
    })),
    ...removed.map(({ id, content, steps }) => ({
      id,
      zone: content?.zone ?? null,
      content,
      status: statusAfter(steps),
      declared: false,
      waived: false,
    })),
  ];
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map(({ id }) => id);
}

const statusNames: readonly Named<FlowStatus>[] = flowStatuses.map((status) => ({
  value: status,
  names: [flowStatusTitles[status], status, ...(status === 'echec' ? ['échec', 'en échec', 'ko'] : [])],
  near: nearStatuses[status] ?? [],
}));

/** The statuses that somebody may set: those of the project team are the reports of a test. */
function statusesOf({ dossier, by }: CommandCall): readonly Named<FlowStatus>[] {
  return isProjectTeam(dossier, by) ? statusNames.filter(({ value }) => isReport(value)) : statusNames;
}

function wrong(dossier: Dossier, problem: string, choices: readonly string[]): CommandResult {
  return { dossier, reply: { kind: 'wrong-argument', command: flow, problem, choices } };
}

/** Changes the status of those that can have it, and tells of the others. */
function setStatus(call: CommandCall, rows: readonly Row[], to: { status: FlowStatus; byGroup: boolean; note: string }): CommandResult {
  const { dossier, by, comment } = call;
  const right = mayReport(call, to.status) ? null : dossier.ask.right(by);
  if (right?.answer === 'no') return { dossier, reply: { kind: 'flow-status-reserved', status: to.status } };
  if (right?.answer === 'unverified') return { dossier, reply: { kind: 'unverified-right', command: flow, right } };
  const judged = rows.map((row) => ({ row, why: obstacle(row, to) }));
  const fits = judged.flatMap(({ row, why }) => (why === null ? [row] : []));
  const changed = fits.filter(({ status }) => status !== to.status || to.note !== '');
  const step = { status: to.status, by, at: comment.updatedAt, note: to.note === '' ? null : to.note };
  const reply: Reply = {
    kind: 'flows-marked',
    status: to.status,
    changed: idsOf(changed),
    already: idsOf(fits.filter((row) => !changed.includes(row))),
    refused: judged.flatMap(({ row: { id }, why }) => (why === null ? [] : [{ id, why }])),
    tell: changed.length > 0 && callsProject(to.status) && !isProjectTeam(dossier, by) ? addressees(dossier).slice(0, 2) : [],
  };
  if (changed.length === 0) return { dossier, reply };
  const flows = Object.fromEntries(
    changed.map(({ id, content }) => [id, { content, steps: [...(dossier.state.flows[id]?.steps ?? []), step].slice(-MAX_STEPS) }]),
  );
  const about = `${changed.length} flux : ${flowStatusTitles[to.status]}`;
  const note = { at: step.at, by, kind: 'flows', about, reason: step.note } as const;
  return { dossier: dossier.with({ flows: { ...dossier.state.flows, ...flows }, notes: [...dossier.state.notes, note] }), reply };
}

/** Statuses after which the project team must act: try an open flow, or find another way than a refused one. */
function callsProject(status: FlowStatus): boolean {
  return status === 'ouvert' || status === 'refuse';
}

/** Steps remembered of one flow. */
const MAX_STEPS = 10;

function mayReport({ dossier, by }: CommandCall, status: FlowStatus): boolean {
  return isReport(status) && isProjectTeam(dossier, by);
}

/** What keeps a flow from a status: a test says something of an open flow only; a removed flow ends closed, and only such a one does; a group leaves what is further. */
function obstacle(
  row: Row,
  { status, byGroup }: { status: FlowStatus; byGroup: boolean },
): 'removed' | 'declared' | 'not-open' | 'further' | null {
  const { status: now, declared } = row;
  if (!declared) return status === 'ferme' ? null : 'removed';
  if (status === 'ferme') return 'declared';
  if (isReport(status) && !isOpened(now)) return 'not-open';
  return byGroup && isFurther(row, status) ? 'further' : null;
}

/** True where `/flux tous demandé`, written for flows that were just added, would undo what is known of this one. */
function isFurther({ status: now, waived }: Row, status: FlowStatus): boolean {
  if (status === 'demande') return waived || isOpened(now);
  return status === 'ouvert' && (waived || now === 'teste');
}
