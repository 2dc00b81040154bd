import type { Settings } from './config/env.ts';
import { type DossierKey, type HubKey, hubKey, readKey, repositoryNamed } from './dossier/key.ts';
import type { HubRegistry } from './github/hub-registry.ts';
import type { Installations } from './github/installations.ts';
import { listDossiers } from './github/open-dossiers.ts';
import { tellParked } from './github/park-dossier.ts';
import type { Projects } from './github/projects.ts';
import { type Reconciled, reconcileDossier } from './github/reconcile-dossier.ts';
import { reconcileHub } from './github/reconcile-hub.ts';
import type { Clock } from './queue/clock.ts';
import { done, type Result } from './queue/work-queue.ts';

type Key = DossierKey | HubKey;

export interface ReconcilerPorts {
  readonly installations: Installations;
  readonly registry: HubRegistry;
  readonly projects: Projects;
  readonly settings: Pick<Settings, 'dryRun' | 'hubs' | 'stateSecret' | 'sweepIntervalMs'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Reconciler {
  /** Reconciles a dossier or a hub; `found` are other dossiers to look at: those of the hub, or those that share a repository with the dossier. */
  readonly reconcile: (key: Key) => Promise<{ result: Result; found: readonly DossierKey[] }>;
  readonly tellParked: (key: Key, correlationId: string) => Promise<void>;
  /** Every hub: a sweep starts from them, and each hub brings its dossiers. */
  readonly listKeys: () => Promise<readonly Key[]>;
}

/** A step that GitHub refused for good is tried again after this: somebody has to grant or mend something first. */
const REFUSED_RETRY_MS = 10 * 60_000;
/** After a start, closed dossiers are looked at as far back as the App may have been stopped: a week. */
const LONGEST_STOP_MS = 7 * 86_400_000;
const again = (now: Date, ms: number): Result => ({ againAt: new Date(now.getTime() + ms) });

/** Ties keys to what is done for them. */
export function createReconciler({ installations, registry, projects, settings, clock }: ReconcilerPorts): Reconciler {
  const writes = settings.dryRun ? 'off' : 'on';
  const looked = new Set<HubKey>();
  const swept = new Set<HubKey>();

  async function hub(key: HubKey): Promise<readonly DossierKey[]> {
    const repository = await installations.repository(readKey(key));
    if (repository === null) return [];
    await reconcileHub({ hub: repository, app: await installations.appLogin(), registry, writes });
    if (!registry.isHub(repository)) return [];
    const since = new Date(clock.now().getTime() - (swept.has(key) ? 2 * settings.sweepIntervalMs : LONGEST_STOP_MS));
    const found = await listDossiers(repository, await registry.setupOf(repository), since);
    // A repository that two dossiers declare has one carrier, whichever of them is looked at first.
    if (!swept.has(key)) for (const { key: dossierFound, carries } of found) projects.expect(dossierFound, carries());
    swept.add(key);
    return found.map(({ key: dossierFound }) => dossierFound);
  }

  async function dossier(key: DossierKey, number: number): Promise<{ result: Result; found: readonly DossierKey[] }> {
    const repository = await installations.repository(readKey(key));
    if (repository === null) return { result: done, found: [] };
    const setup = await registry.setupOf(repository);
    const app = await installations.appLogin();
    const { stateSecret } = settings;
    const reconciled = await reconcileDossier({ hub: repository, number, app, setup, stateSecret, projects, now: clock.now, writes });
    return { result: resultOf(reconciled, clock.now()), found: reconciled.kind === 'planned' ? [] : reconciled.concerned };
  }

  return {
    reconcile: async (key) => {
      const { number } = readKey(key);
      return isHubKey(key) || number === null ? { result: done, found: await hub(hubKey(readKey(key))) } : dossier(key, number);
    },
    tellParked: async (key, correlationId) => {
      const { number } = readKey(key);
      const repository = number === null || settings.dryRun ? null : await installations.repository(readKey(key));
      if (repository !== null && number !== null)
        await tellParked(repository, number, { app: await installations.appLogin(), correlationId });
    },
    listKeys: async () => {
      const reachable = await installations.repositories();
      const named = settings.hubs.map((name) => hubKey(repositoryNamed(name)));
      const keys = reachable.filter((repository) => registry.isHub(repository) || !looked.has(hubKey(repository))).map(hubKey);
      for (const key of keys) looked.add(key);
      return [...new Set([...named, ...keys])];
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
