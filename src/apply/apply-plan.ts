import type { Observation } from '../dossier/observation.ts';
import type { Plan, StateChange } from '../dossier/plan.ts';
import type { DossierState } from '../dossier/state.ts';
import { renderNews } from '../render/news.ts';
import { renderStatus } from '../render/status.ts';
import type { Actions } from './action.ts';
import { sameText } from './same-text.ts';
import { type Seal, sealState } from './sealed-state.ts';
import { type Write, writesElsewhere, writesInHub } from './writes.ts';

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
  readonly failures: readonly string[];
  /** Something changed while the App was deciding: look again at once. */
  readonly outdated: boolean;
}

/** What became of the writes so far. */
interface Progress extends Applied {
  readonly state: DossierState;
  /** The first fault in another repository that another try may mend; null without any. */
  readonly fault: { readonly error: unknown } | null;
}

/**
 * The writes that bring GitHub to the plan, as differences, in an order in which a cause never goes before it is told: comments, labels, the projects'
 * repositories, then the status comment with the state, then the closing. The state that is kept is changed by the writes that took place, and by those alone.
 * What GitHub refuses for good does not stop the rest, and is told in the status. What fails for now in the hub stops all: nothing is remembered, the next look
 * finds what is there already, and goes on. What fails for now in another repository leaves the hub true, and is thrown at the end.
 * The issue is closed only once all before it is written.
 */
export function* applyPlan(request: ApplyRequest): Actions<Applied> {
  const { plan } = request;
  let progress: Progress = { writes: 0, failures: [], outdated: false, state: plan.state, fault: null };
  for (const write of writesInHub(request)) progress = yield* attempt(progress, write);
  for (const write of writesElsewhere(plan)) progress = yield* attemptElsewhere(progress, write);
  const whole = progress.failures.length === 0 && !progress.outdated && progress.fault === null;
  progress = yield* attempt(progress, statusWrite(request, progress, plan.close && whole));
  if (progress.fault !== null) throw progress.fault.error;
  if (plan.close && whole) progress = yield* attempt(progress, { name: 'fermer le dossier', action: { verb: 'close' } });
  const { writes, failures, outdated } = progress;
  return { writes, failures, outdated };
}

function* attempt(progress: Progress, { name, action, makesTrue }: Write): Actions<Progress> {
  const written = action === null ? ({ kind: 'written', writes: 0 } as const) : yield action;
  switch (written.kind) {
    case 'written':
      return { ...progress, writes: progress.writes + written.writes, state: makesTrue?.(progress.state) ?? progress.state };
    case 'outdated':
      return { ...progress, outdated: true };
    case 'refused':
      return { ...progress, failures: [...progress.failures, `${name} : ${written.because}`] };
    default:
      return written satisfies never;
  }
}

function* attemptElsewhere(progress: Progress, write: Write): Actions<Progress> {
  try {
    return yield* attempt(progress, write);
  } catch (error) {
    return { ...progress, fault: progress.fault ?? { error } };
  }
}

/** The status comment, written where its text differs; it then carries the instant of its writing. */
function statusWrite({ observation, plan, seal, now }: ApplyRequest, { state, failures }: Progress, closes: boolean): Write {
  const name = 'mettre à jour le suivi';
  const told = plan.overflow.reduce(tellInNews(now), state);
  const view = plan.close && !closes ? { ...plan.status, mode: 'open' as const } : plan.status;
  const bodyOf = (kept: DossierState) => renderStatus({ ...view, state: kept }, { failures, sealed: sealState(kept, seal) });
  const existing = observation.comments.find(({ slot }) => slot === 'status');
  if (existing !== undefined && sameText(existing.body, bodyOf(told))) return { name, action: null };
  const body = bodyOf({ ...told, writtenAt: now });
  return {
    name,
    action: existing === undefined ? { verb: 'create-comment', body } : { verb: 'replace-comment', id: existing.id, body, expected: null },
  };
}

/** Pieces of news kept, at the most. */
const MAX_NEWS = 10;

/** What the daily limit keeps out of a comment of its own is told in the status, and counts as told. */
function tellInNews(now: string) {
  return (state: DossierState, wanted: Plan['overflow'][number]): DossierState => {
    const told: StateChange = wanted.makesTrue ?? ((same) => same);
    return told({ ...state, news: [...state.news, { at: now, markdown: renderNews(wanted) }].slice(-MAX_NEWS) });
  };
}
