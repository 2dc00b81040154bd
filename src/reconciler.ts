import type { Secrets } from './apply/secrets.ts';
import type { Settings } from './config/env.ts';
import { type DossierKey, type HubKey, hubKey, readKey } from './words/key.ts';
import { BoundedMap } from './github/bounded-map.ts';
import type { CircuitBreaker } from './github/circuit-breaker.ts';
import type { HubRegistry } from './github/hub-registry.ts';
import { readHubStanding, refusalNotice } from './github/hub-standing.ts';
import type { Installations } from './github/installations.ts';
import type { Incidents } from './github/incidents.ts';
import { listDossiers, listLeftWaiting } from './github/open-dossiers.ts';
import type { OwnWrites } from './github/own-writes.ts';
import type { TeamReaches } from './github/team-reaches.ts';
import { tellSetAside } from './github/tell-set-aside.ts';
import type { Projects } from './github/projects.ts';
import { reconcileDossier } from './github/reconcile-dossier.ts';
import { reconcileHub } from './github/reconcile-hub.ts';
import type { HubNotices } from './hub-notices.ts';
import type { Clock } from './queue/clock.ts';
import { createGrowingWaits } from './queue/growing-waits.ts';
import { lookAfterCreation, nextLook } from './next-look.ts';
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
  readonly ownWrites: OwnWrites;
  readonly teamReaches: TeamReaches;
  readonly incidents: Pick<Incidents, 'count'>;
  readonly clock: Pick<Clock, 'now' | 'elapsed' | 'setTimer'>;
  /** Resolves when work may have the core for a while. */
  readonly turn: () => Promise<void>;
}

/** What a look came to; `found` are other dossiers to look at: those of the hub, or those that share a repository with the dossier. */
interface Looked {
  readonly result: Result;
  readonly found: readonly DossierKey[];
}

const nothing: Looked = { result: done, found: [] };

export interface Reconciler {
  /** Reconciles a dossier or a hub. */
  readonly reconcile: (key: Key) => Promise<Looked>;
  readonly tellSetAside: (key: Key, correlationId: string) => Promise<void>;
}

/** A dossier where GitHub refused a step for good is looked at again after waits that grow: somebody has to grant or mend something first. */
const REFUSED_WAITS = { shortestMs: 10 * 60_000, longestMs: 86_400_000 };
/** After a start, closed dossiers are looked at as far back as the App may have been stopped: a week. */
const LONGEST_STOP_MS = 7 * 86_400_000;
/** Dossiers that are looked for and not found, at the most: the sweep finds those that are there. */
const MAX_ABSENT = 1_000;
/** For the operator. */
const noSetup = 'no version of its configuration is good: nothing is written there, see its issue';

/** Ties keys to what is done for them. Keys of a repository that is no hub lead to nothing: no call is made. */
export function createReconciler(ports: ReconcilerPorts): Reconciler {
  const { installations, registry, projects, notices, incidents, settings, clock } = ports;
  const writes = settings.dryRun ? 'off' : 'on';
  const swept = new Set<HubKey>();
  const refusals = createGrowingWaits<Key>(clock, REFUSED_WAITS);
  const absences = new BoundedMap<DossierKey, number>(MAX_ABSENT);

  async function hub(key: HubKey): Promise<Looked> {
    const standing = await readHubStanding(readKey(key), installations);
    if (standing.kind === 'out-of-reach') {
      notices.tell(key, standing.notice);
      return nothing;
    }
    const { hub: repository, access } = standing;
    const app = await installations.identity();
    const { created } = await reconcileHub({ hub: repository, access, app, registry, incidents, writes });
    const result = created ? lookAfterCreation(clock.now()) : done;
    const since = new Date(clock.now().getTime() - (swept.has(key) ? 2 * settings.sweepIntervalMs : LONGEST_STOP_MS));
    const setup = await registry.setupOf(repository);
    if (setup === null) {
      notices.tell(key, noSetup);
      return { result, found: [] };
    }
    const found = await listDossiers(repository, setup, since);
    const dossiers = found.map(({ key: dossierFound }) => dossierFound);
    notices.tell(key, standing.notice);
    if (swept.has(key)) return { result, found: dossiers };
    const left = (await listLeftWaiting(repository, setup)).filter((dossierLeft) => !dossiers.includes(dossierLeft));
    swept.add(key);
    // A repository that two dossiers declare has one carrier, whichever of them is looked at first: those that must wait are found by the one before.
    for (const { key: dossierFound, carries } of found) projects.expect(dossierFound, carries());
    return { result, found: [...dossiers, ...left].filter((dossierFound) => !projects.follows(dossierFound)) };
  }

  /** A hub that GitHub refuses is told to the operator, and looked at again by the next sweep; the others go on. */
  async function hubOrNotice(key: HubKey): Promise<Looked> {
    try {
      return await hub(key);
    } catch (error) {
      const notice = refusalNotice(error);
      if (notice === null) throw error;
      installations.forget(readKey(key));
      notices.tell(key, notice);
      return nothing;
    }
  }

  async function dossier(key: DossierKey, number: number): Promise<Looked> {
    const opened = await installations.hub(readKey(key));
    if (opened === null) return nothing;
    const setup = await registry.setupOf(opened.hub);
    if (setup === null) return nothing;
    const app = await installations.identity();
    const reconciled = await reconcileDossier({ ...ports, ...opened, number, app, setup, writes });
    const absent = reconciled.kind === 'absent' ? (absences.get(key) ?? 0) + 1 : 0;
    const result = nextLook(reconciled, { now: clock.now(), absences: absent, afterRefusal: () => refusals.next(key) });
    if (reconciled.kind === 'applied' && reconciled.applied.failures.length === 0) refusals.over(key);
    if (absent > 0 && 'againAt' in result) absences.set(key, absent);
    else absences.delete(key);
    return { result, found: reconciled.concerned };
  }

  return {
    reconcile: async (key) => {
      if (!registry.isHub(readKey(key))) return nothing;
      const { number } = readKey(key);
      return isHubKey(key) || number === null ? hubOrNotice(hubKey(readKey(key))) : dossier(key, number);
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
