import type { Secrets } from './apply/secrets.ts';
import type { Settings } from './config/env.ts';
import { type DossierKey, type HubKey, hubKey, readKey } from './words/key.ts';
import type { CircuitBreaker } from './github/circuit-breaker.ts';
import type { HubRegistry } from './github/hub-registry.ts';
import { readHubStanding, refusalNotice } from './github/hub-standing.ts';
import type { Installations } from './github/installations.ts';
import { listDossiers } from './github/open-dossiers.ts';
import { tellSetAside } from './github/tell-set-aside.ts';
import type { Projects } from './github/projects.ts';
import { type Reconciled, reconcileDossier } from './github/reconcile-dossier.ts';
import { reconcileHub } from './github/reconcile-hub.ts';
import type { HubNotices } from './hub-notices.ts';
import type { Clock } from './queue/clock.ts';
import { done, type Result } from './queue/work-queue.ts';

type Key = DossierKey | HubKey;

export interface ReconcilerPorts {
  readonly installations: Installations;
  readonly registry: HubRegistry;
  readonly projects: Projects;
  readonly notices: Pick<HubNotices, 'tell'>;
  readonly settings: Pick<Settings, 'dryRun' | 'sweepIntervalMs'>;
  readonly secrets: Secrets;
  readonly breaker: CircuitBreaker;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Reconciler {
  /** Reconciles a dossier or a hub; `found` are other dossiers to look at: those of the hub, or those that share a repository with the dossier. */
  readonly reconcile: (key: Key) => Promise<{ result: Result; found: readonly DossierKey[] }>;
  readonly tellSetAside: (key: Key, correlationId: string) => Promise<void>;
}

/** A step that GitHub refused for good is tried again after this: somebody has to grant or mend something first. */
const REFUSED_RETRY_MS = 10 * 60_000;
/** After a start, closed dossiers are looked at as far back as the App may have been stopped: a week. */
const LONGEST_STOP_MS = 7 * 86_400_000;
/** For the operator. */
const noSetup = 'no version of its configuration is good: nothing is written there, see its issue';
const again = (now: Date, ms: number): Result => ({ againAt: new Date(now.getTime() + ms) });

/** Ties keys to what is done for them. Keys of a repository that is no hub lead to nothing: no call is made. */
export function createReconciler(ports: ReconcilerPorts): Reconciler {
  const { installations, registry, projects, notices, settings, secrets, breaker, clock } = ports;
  const writes = settings.dryRun ? 'off' : 'on';
  const swept = new Set<HubKey>();

  async function hub(key: HubKey): Promise<readonly DossierKey[]> {
    const standing = await readHubStanding(readKey(key), installations);
    if (standing.kind === 'out-of-reach') {
      notices.tell(key, standing.notice);
      return [];
    }
    const { hub: repository, access } = standing;
    await reconcileHub({ hub: repository, access, app: await installations.identity(), registry, writes });
    const since = new Date(clock.now().getTime() - (swept.has(key) ? 2 * settings.sweepIntervalMs : LONGEST_STOP_MS));
    const setup = await registry.setupOf(repository);
    if (setup === null) {
      notices.tell(key, noSetup);
      return [];
    }
    const found = await listDossiers(repository, setup, since);
    const dossiers = found.map(({ key: dossierFound }) => dossierFound);
    notices.tell(key, standing.notice);
    if (swept.has(key)) return dossiers;
    swept.add(key);
    // A repository that two dossiers declare has one carrier, whichever of them is looked at first: those that must wait are found by the one before.
    for (const { key: dossierFound, carries } of found) projects.expect(dossierFound, carries());
    return dossiers.filter((dossierFound) => !projects.follows(dossierFound));
  }

  /** A hub that GitHub refuses is told to the operator, and looked at again by the next sweep; the others go on. */
  async function hubOrNotice(key: HubKey): Promise<readonly DossierKey[]> {
    try {
      return await hub(key);
    } catch (error) {
      const notice = refusalNotice(error);
      if (notice === null) throw error;
      installations.forget(readKey(key));
      notices.tell(key, notice);
      return [];
    }
  }

  async function dossier(key: DossierKey, number: number): Promise<{ result: Result; found: readonly DossierKey[] }> {
    const opened = await installations.hub(readKey(key));
    if (opened === null) return { result: done, found: [] };
    const setup = await registry.setupOf(opened.hub);
    if (setup === null) return { result: done, found: [] };
    const app = await installations.identity();
    const request = { ...opened, number, app, setup, secrets, breaker, projects, installations, now: clock.now, writes } as const;
    const reconciled = await reconcileDossier(request);
    return { result: resultOf(reconciled, clock.now()), found: reconciled.concerned };
  }

  return {
    reconcile: async (key) => {
      if (!registry.isHub(readKey(key))) return { result: done, found: [] };
      const { number } = readKey(key);
      return isHubKey(key) || number === null ? { result: done, found: await hubOrNotice(hubKey(readKey(key))) } : dossier(key, number);
    },
    tellSetAside: async (key, correlationId) => {
      const { number } = readKey(key);
      if (!isHubKey(key)) projects.setAside(key);
      const silent = number === null || settings.dryRun || !registry.isHub(readKey(key));
      const repository = silent ? null : await installations.repository(readKey(key), 'write-hub');
      if (repository !== null && number !== null)
        await tellSetAside(repository, number, { app: await installations.identity(), correlationId });
    },
  };
}

function isHubKey(key: Key): key is HubKey {
  return !key.includes('#');
}

function resultOf(reconciled: Reconciled, now: Date): Result {
  if (reconciled.kind !== 'applied') return done;
  const { plan, applied } = reconciled;
  if (applied.outdated) return again(now, 0);
  if (applied.failures.length > 0) return again(now, REFUSED_RETRY_MS);
  return plan.again === null ? done : { againAt: new Date(plan.again) };
}
