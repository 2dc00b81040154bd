import type { Observation } from '../dossier/observation.ts';
import type { Plan } from '../dossier/plan.ts';
import { commentIn } from '../dossier/own-comments.ts';
import { type Sentence, sentenceText } from '../words/sentence.ts';
import type { DossierState } from '../dossier/state.ts';
import type { SlotText } from '../dossier/written/slot.ts';
import { renderStatus } from '../render/status.ts';
import type { Action, Actions, Written } from './action.ts';
import { sameText } from './same-text.ts';
import { type Seal, sealState } from './sealed-state.ts';
import { commentWrites, healingWrites, labelWrites, newsOf, readSigns, type Write, writesElsewhere } from './writes.ts';

export interface ApplyRequest {
  readonly observation: Observation;
  readonly plan: Plan;
  readonly seal: Seal;
  /** ISO instant. */
  readonly now: string;
}

export interface Applied {
  readonly writes: number;
  /** Steps that GitHub refuses for good, in French, as the status comment tells them. */
  readonly failures: readonly Sentence[];
  /** Something changed while the App was deciding: look again at once. */
  readonly outdated: boolean;
  /** Comments that are new: another process may have made the same. */
  readonly created: number;
}

/** What became of the writes so far. */
interface Progress extends Applied {
  readonly state: DossierState;
  /** The first fault in another repository that another try may mend; null without any. */
  readonly fault: { readonly error: unknown } | null;
  /** The status comment as it stands; null before there is one. */
  readonly status: { readonly id: number; readonly body: string } | null;
  /** Slots of comments that were to be written and were not. */
  readonly untold: readonly SlotText[];
  /** Whether the state stands in it. */
  readonly kept: boolean;
}

/**
 * The writes that bring GitHub to the plan, as differences, in an order in which a cause never goes before it is told: a first status comment where there is none, comments, labels, the
 * projects' repositories, then the status comment with the state, then copies and 👀 that go, then the closing. The state that is kept is changed by the writes that took place, and by those alone.
 * What GitHub refuses for good does not stop the rest, and is told in the status. What fails for now in the hub stops all: nothing is remembered, the next look
 * finds what is there already, and goes on. What fails for now in another repository leaves the hub true, and is thrown at the end.
 * The issue is closed only once all before it is written. Where the status rests, and nothing else was written, it is left as it is: what a repository refused is told once it is written again.
 */
export function* applyPlan(request: ApplyRequest): Actions<Applied> {
  const { plan } = request;
  const status = commentIn('status', request.observation);
  let progress: Progress = {
    writes: 0,
    failures: [],
    outdated: false,
    created: 0,
    state: plan.state,
    fault: null,
    status,
    untold: [],
    kept: false,
  };
  const comments = commentWrites(request);
  const labels = labelWrites(plan);
  const rests = plan.statusRests && isStatusAlone(plan, [...comments, ...labels]);
  if (status === null && !rests) progress = yield* writeFirstStatus(request, progress, comments);
  for (const write of [...comments, ...labels]) progress = yield* attempt(progress, write);
  for (const write of writesElsewhere(plan)) progress = yield* attemptElsewhere(progress, write);
  if (rests && progress.writes === 0) return endOf(progress);
  const whole = progress.failures.length === 0 && !progress.outdated && progress.fault === null;
  progress = yield* writeStatus(request, tellOverflow(request, progress), whole ? plan.status : beforeClosing(plan));
  // A copy may hold the newest state, or a box that somebody ticked: it goes once the state holds both.
  if (progress.kept) for (const write of healingWrites(request, progress.untold)) progress = yield* attempt(progress, write);
  if (progress.kept) for (const write of readSigns(request.observation)) progress = yield* attempt(progress, write);
  if (plan.close && whole) progress = yield* attempt(progress, { name: 'fermer le dossier', action: { verb: 'close' } });
  return endOf(progress);
}

function endOf({ writes, failures, outdated, created, fault }: Progress): Applied {
  if (fault !== null) throw fault.error;
  return { writes, failures, outdated, created };
}

/** Whether nothing but the status differs from the plan in the dossier. Whether something does in the projects' repositories is known once it is tried. */
function isStatusAlone({ close }: Plan, inDossier: readonly Write[]): boolean {
  return !close && inDossier.every(({ action }) => action === null);
}

function* attempt(progress: Progress, { name, action, tells = [], makesTrue, otherwise, owed }: Write): Actions<Progress> {
  const written = action === null ? ({ kind: 'written', writes: 0 } as const) : yield action;
  const after = written.kind === 'written' ? progress : { ...progress, untold: [...progress.untold, ...tells] };
  if (written.kind === 'refused' && otherwise !== undefined) return yield* attempt(after, otherwise(written.because));
  return settle(after, { name, written, makesTrue, owed });
}

/** The progress after a write: the state changes where it took place, or where it stays owed. */
function settle(
  progress: Progress,
  { name, written, makesTrue, owed }: { name: string; written: Written } & Pick<Write, 'makesTrue' | 'owed'>,
): Progress {
  switch (written.kind) {
    case 'written':
      return { ...counted(progress, written), state: makesTrue?.(progress.state) ?? progress.state };
    case 'outdated':
      return { ...progress, outdated: true };
    case 'refused':
      return {
        ...progress,
        state: owed?.(progress.state) ?? progress.state,
        failures: toldOnce(progress.failures, [`${name} : `, ...written.because]),
      };
    default:
      return written satisfies never;
  }
}

/** Several answers to one person may be refused for one reason. */
function toldOnce(failures: readonly Sentence[], failure: Sentence): readonly Sentence[] {
  const text = sentenceText(failure);
  return failures.some((told) => sentenceText(told) === text) ? failures : [...failures, failure];
}

/** Only a comment that was created brings an id. */
function counted(progress: Progress, { writes, commentId }: Extract<Written, { kind: 'written' }>): Progress {
  return { ...progress, writes: progress.writes + writes, created: progress.created + (commentId === undefined ? 0 : 1) };
}

function* attemptElsewhere(progress: Progress, write: Write): Actions<Progress> {
  try {
    return yield* attempt(progress, write);
  } catch (error) {
    return { ...progress, fault: progress.fault ?? { error } };
  }
}

/** What the status tells of a dossier that is to be closed, as long as it is not. */
function beforeClosing({ close, status }: Plan): Plan['status'] {
  return close ? { ...status, mode: 'open' } : status;
}

/**
 * Writes the status comment where there is none, before anything else: words or labels of the App beside no memory would pass for one that somebody erased, and what
 * people wrote until then for done. Where answers follow, it remembers the dossier as it was found, and
 * what it shows.
 */
function* writeFirstStatus(request: ApplyRequest, progress: Progress, comments: readonly Write[]): Actions<Progress> {
  const { plan } = request;
  const view = beforeClosing(plan);
  if (comments.length === 0) return yield* writeStatus(request, progress, view);
  const { answersShown, lackingShown } = plan.state;
  const written = yield* writeStatus(request, { ...progress, state: { ...plan.found, answersShown, lackingShown } }, view);
  return { ...written, state: progress.state };
}

/** Writes the status comment where its text differs; the state in it then carries the instant of its writing. */
function* writeStatus({ seal, now }: ApplyRequest, progress: Progress, view: Plan['status']): Actions<Progress> {
  const { failures, status } = progress;
  const bodyOf = (state: DossierState) => renderStatus({ ...view, state }, { failures, sealed: sealState(state, seal) });
  if (status !== null && sameText(status.body, bodyOf(progress.state))) return { ...progress, kept: true };
  const state = { ...progress.state, writtenAt: now };
  const body = bodyOf(state);
  const action: Action =
    status === null ? { verb: 'create-comment', body } : { verb: 'replace-comment', id: status.id, body, expected: null };
  const written = yield action;
  if (written.kind === 'written') {
    const id = status?.id ?? written.commentId;
    return { ...counted(progress, written), state, status: id === undefined ? null : { id, body }, kept: true };
  }
  return { ...settle(progress, { name: 'mettre à jour le suivi', written }), kept: false };
}

/** What the daily limit keeps out of a comment of its own is told in the status, and counts as told. */
function tellOverflow({ plan, now }: ApplyRequest, progress: Progress): Progress {
  return { ...progress, state: plan.overflow.reduce((state, wanted) => newsOf(wanted, { now, because: null })(state), progress.state) };
}
