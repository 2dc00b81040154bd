import { type Action, performAll, type Written } from '../apply/action.ts';
import { type Applied, applyPlan } from '../apply/apply-plan.ts';
import { writtenKeys } from '../apply/written-things.ts';
import { sealOf } from '../apply/sealed-state.ts';
import type { Secrets } from '../apply/secrets.ts';
import { decideFully, type Observed } from '../dossier/engine/decide-fully.ts';
import { unanswered } from '../dossier/engine/unanswered.ts';
import { type DossierKey, dossierKey, hubKey, repositoryKey } from '../words/key.ts';
import type { HeadReading } from '../dossier/checks/head-reading.ts';
import { runMode } from '../dossier/checks/plan-runs.ts';
import { mayActIn } from '../dossier/mirror/assess-mirrors.ts';
import type { Observation } from '../dossier/observation.ts';
import type { Plan } from '../dossier/plan.ts';
import type { Declared } from './carriers.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import { type NothingThere, observe, type ObserveRequest } from './observe.ts';
import { performer } from './perform.ts';
import type { Watched } from './followers.ts';
import type { Projects } from './projects.ts';
import type { AppIdentity } from './identity.ts';
import { asSign } from './lane.ts';
import { patienceNow } from './patience.ts';
import { PermissionMissing } from './refusal.ts';
import { showRead, type ShowRead } from './show-read.ts';
import type { HubIds } from './hub-ids.ts';
import type { HubAccess, Repository } from './octokit.ts';
import { isTriedAgain } from './run-now.ts';
import type { WrittenTimes } from './written-times.ts';

export interface ReconcileDossier extends HubAccess {
  readonly number: number;
  readonly app: AppIdentity;
  readonly pages: ObserveRequest['pages'];
  readonly setup: HubSetup;
  readonly secrets: Secrets;
  readonly breaker: CircuitBreaker;
  readonly projects: Projects;
  readonly ahead: ObserveRequest['ahead'];
  readonly ownWrites: ObserveRequest['ownWrites'];
  readonly teamReaches: ObserveRequest['teamReaches'];
  readonly incidents: ObserveRequest['incidents'];
  readonly writtenTimes: WrittenTimes;
  readonly installations: ObserveRequest['installations'];
  readonly clock: ShowRead['clock'];
  /** Resolves when work may have the core for a while: deciding takes it. */
  readonly turn: () => Promise<void>;
  /** Dossiers with something to write, which the installation has not granted. */
  readonly unwritable: Map<DossierKey, 'not-granted'>;
  readonly hubIds: HubIds;
  /** `off` makes `decide` without `apply`. */
  readonly writes: 'on' | 'off';
}

/** What a reconcile came to: nothing to do there, or a plan, and what applying it did (nothing with writes off). */
export type Reconciled =
  | { readonly kind: NothingThere }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'applied'; readonly plan: Plan; readonly applied: Applied };

/** Brings one dossier to what it should be: observe, decide, apply; and once more where something changed meanwhile, the App's own pull requests included. */
export async function reconcileDossier(request: ReconcileDossier): Promise<Reconciled> {
  const first = await reconcileOnce(request);
  if (first.kind !== 'applied' || !first.applied.outdated) return first;
  return reconcileOnce(request);
}

async function reconcileOnce(request: ReconcileDossier): Promise<Reconciled> {
  const { hub, access, number, clock, turn, writes, secrets, projects } = request;
  const key = dossierKey(hub, number);
  const openToWrite = () => noting(request.unwritable, key, access('write-hub'));
  const toWrite = openedOnce(openToWrite);
  // It was read before, and there was something to write: what kept the App from it is asked for first, and where it lasts the dossier is not read again.
  if (writes === 'on' && isTriedAgain() && request.unwritable.has(key)) await toWrite();
  const seen = await observe({ ...request, key });
  const observed = typeof seen === 'string' || request.hubIds.isIt(hubKey(hub), seen.observation.hub.id) ? seen : 'shut';
  if (observed === 'shut') {
    projects.setAside(key);
    return { kind: observed };
  }
  if (observed === 'absent' || observed === 'no-dossier') {
    projects.declare(key, []);
    projects.watch(key, []);
    if (writes === 'on') await projects.endLeftPresses();
    return { kind: observed };
  }
  projects.opened(key, observed.observation.issue.createdAt);
  await turn();
  const instant = clock.now().toISOString();
  const patience = patienceNow();
  const perform = (action: Action) =>
    patience(asSign(async () => performer({ ...request, hub: await openToWrite(), observation: observed.observation })(action)));
  const waiting = writes === 'on' ? unanswered(observed.observation) : [];
  const { outcome, shown } = await showRead({ waiting, clock, perform }, () => decideFully(inTurn(observed, turn), instant));
  const { plan } = outcome;
  const observation = withSigns(outcome.observation, shown);
  projects.declare(key, declaredIn(plan, observation));
  projects.watch(key, watchedIn(plan, observation));
  if (writes === 'off') return { kind: 'planned', plan };
  const actions = applyPlan({ observation, plan, seal: sealOf(observation, secrets), now: instant });
  // Where the App may only read, what has nothing to be written is whole all the same.
  const write = async (action: Action) => performer({ ...request, hub: await toWrite(), observation })(action);
  const applied = await counting({ ...request, observation }, write, (counted) => performAll(actions, counted));
  projects.concern(formerHolders(plan, key));
  await projects.endLeftPresses();
  request.unwritable.delete(key);
  return { kind: 'applied', plan, applied };
}

/** The repository to write in, once it is open; a dossier for which the installation has not granted it is kept in mind. */
async function noting(unwritable: ReconcileDossier['unwritable'], key: DossierKey, opening: Promise<Repository>): Promise<Repository> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof PermissionMissing) unwritable.set(key, 'not-granted');
    throw error;
  }
}

/** What opens a repository when it is first needed. */
function openedOnce(open: () => Promise<Repository>): () => Promise<Repository> {
  let opened: Promise<Repository> | null = null;
  return () => (opened ??= open());
}

/** Does some work with a way to write that counts what was written, however the work ends. */
async function counting<T>(
  { observation, writtenTimes }: Pick<ReconcileDossier, 'writtenTimes'> & { readonly observation: Observation },
  write: (action: Action) => Promise<Written>,
  work: (counted: typeof write) => Promise<T>,
): Promise<T> {
  const done: Action[] = [];
  try {
    return await work(async (action) => {
      const written = await write(action);
      if (written.kind === 'written' && written.writes > 0) done.push(action);
      return written;
    });
  } finally {
    writtenTimes.note(observation.key, writtenKeys(observation, done));
  }
}

/** The 👀 that were given since the reading. */
function withSigns(observation: Observation, shown: readonly number[]): Observation {
  if (shown.length === 0) return observation;
  const comments = observation.comments.map((comment) =>
    shown.includes(comment.id) && !comment.reactions.includes('eyes')
      ? { ...comment, reactions: [...comment.reactions, 'eyes' as const] }
      : comment,
  );
  return { ...observation, comments };
}

/** What is read in between leads to another decision, which waits for its turn as well. */
function inTurn({ observation, complete }: Observed, turn: () => Promise<void>): Observed {
  return {
    observation,
    complete: async (current, needs) => {
      const completed = await complete(current, needs);
      await turn();
      return completed;
    },
  };
}

/** The dossiers whose pull requests a plan takes over: the App's own writes wake nobody. */
function formerHolders({ pulls }: Plan, key: DossierKey): readonly DossierKey[] {
  return pulls.flatMap(({ seen: { pullOf } }) => (pullOf === null || pullOf === key ? [] : [pullOf]));
}

/** The repositories on GitHub that a plan is about, by the names declared. */
function declaredIn({ status: { mirrors }, state }: Plan, { mirrors: seen }: Observation): readonly Declared[] {
  return mirrors
    .filter(({ status }) => status.kind !== 'elsewhere')
    .map(({ name }) => {
      const repository = seen[repositoryKey(name)];
      return { name, mayAct: repository?.kind === 'seen' && mayActIn(state, repository) };
    });
}

/** The repositories whose files a plan follows, and where it writes check runs: there too while what stops it passes, lest a press be taken for nobody's. */
export function watchedIn({ status }: Pick<Plan, 'status'>, { heads }: Pick<Observation, 'heads'>): readonly Watched[] {
  return status.checks.map(({ name, summary, obstacle }) => ({
    name,
    mayAct: summary !== null,
    hasRuns: runMode(status, name) !== null && (obstacle === null || isPassing(heads[repositoryKey(name)]?.head)),
  }));
}

/** GitHub refused to tell: what a dossier is told of it need not say so. */
function isPassing(head: HeadReading | undefined): boolean {
  return head?.kind === 'unreadable' || (head?.kind === 'seen' && head.namerWrites === 'unverified');
}
