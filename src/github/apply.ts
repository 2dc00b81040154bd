import type { Observation } from '../dossier/observation.ts';
import type { ReportWanted } from '../dossier/checks/report-wanted.ts';
import { forgetToldFlows } from '../dossier/flows/watch-flows.ts';
import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import type { CommentEdit, Plan, WantedComment } from '../dossier/plan.ts';
import type { DossierState } from '../dossier/state.ts';
import { renderComment } from '../render/render-comment.ts';
import { renderNews } from '../render/news.ts';
import { renderPersonalChecklist } from '../render/personal-checklist.ts';
import { renderStatus } from '../render/status.ts';
import { changeLabels } from './change-labels.ts';
import { type Repository, statusOf } from './octokit.ts';
import type { Projects } from './projects.ts';
import { retryAtOf } from './rate-limit.ts';
import { type Seal, sealState } from './sealed-state.ts';

export interface ApplyRequest {
  readonly hub: Repository;
  readonly observation: Observation;
  readonly plan: Plan;
  readonly seal: Seal;
  readonly projects: Pick<Projects, 'propose' | 'report'>;
  /** ISO instant. */
  readonly now: string;
}

export interface Applied {
  readonly writes: number;
  /** Steps that failed for good, in French, as the status comment tells them. */
  readonly failures: readonly string[];
  /** Something changed while the App was deciding: look again at once. */
  readonly outdated: boolean;
}

/** One write of a plan. */
interface Step {
  /** In French, after « je n’ai pas pu »: told in the status comment when the step fails. */
  readonly name: string;
  /** Number of writes made; `outdated` when what it would overwrite has changed. */
  readonly run: () => Promise<number | 'outdated'>;
  /** The state to keep when the step fails, where it must not be taken as done. */
  readonly undo?: (state: DossierState) => DossierState;
}

/**
 * Writes the differences between the plan and what was observed: labels, comments, then the status comment with the state, then the closing. A crash
 * anywhere is repaired by the next reconcile, because the state is written after what it tells. A step that fails does not stop the others: it is told
 * in the status comment. Throws for rate limits at once, and for GitHub's own failures (5xx, network) after the other steps.
 */
export async function applyPlan(request: ApplyRequest): Promise<Applied> {
  const { plan } = request;
  const outcomes = await runSteps(effects(request));
  const state = settleState(request, outcomes);
  const last = await runSteps([
    { name: 'mettre à jour le suivi', run: () => writeStatus(request, state, outcomes.failed) },
    ...(plan.close ? [{ name: 'fermer le dossier', run: () => closeIssue(request) }] : []),
  ]);
  const retriable = outcomes.error ?? last.error;
  if (retriable !== null) throw retriable;
  return {
    writes: outcomes.writes + last.writes,
    failures: [...outcomes.failed, ...last.failed],
    outdated: outcomes.outdated || last.outdated,
  };
}

function effects(request: ApplyRequest): readonly Step[] {
  const { hub, observation, plan } = request;
  return [
    ...changeLabels({ hub, number: observation.issue.number, procedure: observation.procedure, change: plan.labels }),
    ...plan.comments.map((wanted) => comment(request, wanted)),
    ...plan.pulls.map((wanted) => proposal(request, wanted)),
    ...plan.reports.map((wanted) => report(request, wanted)),
    ...plan.edits.map((edit) => ({ name: 'mettre à jour la liste d’étapes de votre commentaire', run: () => writeEdit(request, edit) })),
  ];
}

/** What is told once must not count as told where it could not be written. */
function comment(request: ApplyRequest, wanted: WantedComment): Step {
  const step = { name: `écrire le commentaire « ${wanted.slot} »`, run: () => writeComment(request, wanted) };
  const { content } = wanted;
  if (content.kind === 'checks') return { ...step, undo: (state) => ({ ...state, checksTold: null }) };
  return content.kind === 'flows-added' ? { ...step, undo: (state) => forgetToldFlows(state, content.added) } : step;
}

/** A pull request that was written is seen, and told, by the next look. */
function proposal({ projects, observation }: ApplyRequest, wanted: PullWanted): Step {
  return {
    name: `préparer la pull request dans ${wanted.seen.name} (droits nécessaires sur ce dépôt : Contents, Pull requests et Workflows en écriture)`,
    run: async () => ((await projects.propose(wanted, observation.procedure.mirror.console)) === 0 ? 0 : 'outdated'),
  };
}

function report({ projects, observation }: ApplyRequest, wanted: ReportWanted): Step {
  return {
    name: `écrire le détail des vérifications dans ${wanted.inspected.name} (droit nécessaire sur ce dépôt : Issues en écriture)`,
    run: () => projects.report(wanted, observation.app),
    undo: (state) => ({ ...state, checks: notReported(state.checks, wanted.inspected.commit) }),
  };
}

function notReported(checks: DossierState['checks'], commit: string): DossierState['checks'] {
  return Object.fromEntries(
    Object.entries(checks).map(([name, summary]) => [name, summary.commit === commit ? { ...summary, reported: false } : summary]),
  );
}

interface Outcomes {
  readonly writes: number;
  readonly failed: readonly string[];
  /** What the failures change in the state. */
  readonly undo: readonly ((state: DossierState) => DossierState)[];
  readonly outdated: boolean;
  /** The first failure that another try may mend. */
  readonly error: unknown;
}

async function runSteps(steps: readonly Step[]): Promise<Outcomes> {
  let writes = 0;
  let outdated = false;
  let error: unknown = null;
  const failed: string[] = [];
  const undone: ((state: DossierState) => DossierState)[] = [];
  for (const { name, run, undo } of steps) {
    try {
      const result = await run();
      if (result === 'outdated') outdated = true;
      else writes += result;
    } catch (caught) {
      if (retryAtOf(caught, new Date()) !== null) throw caught;
      const status = statusOf(caught);
      if (status === null || status >= 500) error ??= caught;
      if (undo !== undefined) undone.push(undo);
      failed.push(`${name} : ${status === null ? 'erreur inattendue' : `réponse ${status} de GitHub`}`);
    }
  }
  return { writes, failed, undo: undone, outdated, error };
}

async function writeComment({ hub, observation }: ApplyRequest, wanted: WantedComment): Promise<number | 'outdated'> {
  const body = renderComment(wanted);
  const existing = observation.comments.find(({ slot }) => slot === wanted.slot);
  if (existing === undefined) return createComment(hub, observation, body);
  if (sameText(existing.body, body)) return 0;
  return wanted.content.kind === 'checklist'
    ? replaceUnlessChanged(hub, { commentId: existing.id, expected: existing.body, body })
    : replace(hub, existing.id, body);
}

function writeEdit({ hub }: ApplyRequest, edit: CommentEdit): Promise<number | 'outdated'> {
  const { commentId, expected } = edit;
  const body = edit.kind === 'boxes' ? edit.body : renderPersonalChecklist(edit);
  return replaceUnlessChanged(hub, { commentId, expected, body });
}

async function writeStatus(request: ApplyRequest, state: DossierState, failures: readonly string[]): Promise<number> {
  const { hub, observation, plan, seal } = request;
  const body = renderStatus({ ...plan.status, state }, { failures, sealed: sealState(state, seal) });
  const existing = observation.comments.find(({ slot }) => slot === 'status');
  if (existing === undefined) return createComment(hub, observation, body);
  return sameText(existing.body, body) ? 0 : replace(hub, existing.id, body);
}

/** The state to write: with the news, without what failed, and with the old boxes of a checklist that could not be written, lest they look like somebody's ticks. */
function settleState({ observation, plan, now }: ApplyRequest, { failed, undo }: Outcomes): DossierState {
  const news = plan.overflow.map((wanted) => ({ at: now, markdown: renderNews(wanted) }));
  const before = observation.memory.kind === 'kept' ? observation.memory.state.shown : {};
  const settled = undo.reduce((state, change) => change(state), plan.state);
  return {
    ...settled,
    news: [...plan.state.news, ...news].slice(-10),
    shown: failed.length === 0 ? plan.state.shown : before,
  };
}

async function createComment({ octokit, owner, repo }: Repository, { issue }: Observation, body: string): Promise<number> {
  await octokit.rest.issues.createComment({ owner, repo, issue_number: issue.number, body });
  return 1;
}

async function replace({ octokit, owner, repo }: Repository, comment_id: number, body: string): Promise<number> {
  await octokit.rest.issues.updateComment({ owner, repo, comment_id, body });
  return 1;
}

/** Comments with boxes are read again just before they are written: a box ticked meanwhile must not be lost. */
async function replaceUnlessChanged(
  hub: Repository,
  { commentId, expected, body }: { commentId: number; expected: string; body: string },
): Promise<number | 'outdated'> {
  const { octokit, owner, repo } = hub;
  const current = await octokit.rest.issues.getComment({ owner, repo, comment_id: commentId });
  return current.data.body === expected ? replace(hub, commentId, body) : 'outdated';
}

async function closeIssue({ hub: { octokit, owner, repo }, observation: { issue } }: ApplyRequest): Promise<number> {
  await octokit.rest.issues.update({ owner, repo, issue_number: issue.number, state: 'closed', state_reason: 'completed' });
  return 1;
}

/** GitHub keeps line ends as sent by whoever wrote last, and trims the end. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(a) === plain(b);
}
