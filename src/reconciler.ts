import type { Secrets } from './apply/secrets.ts';
import type { Settings } from './config/env.ts';
import { type DossierKey, dossierKey, type HubKey, hubKey, readKey } from './words/key.ts';
import { BoundedMap } from './github/bounded-map.ts';
import type { CircuitBreaker } from './github/circuit-breaker.ts';
import type { HubRegistry } from './github/hub-registry.ts';
import { readHubStanding, refusalNotice } from './github/hub-standing.ts';
import type { Installations } from './github/installations.ts';
import type { Incidents } from './github/incidents.ts';
import { listDossiers, listLeftWaiting } from './github/open-dossiers.ts';
import type { OwnWrites } from './github/own-writes.ts';
import type { TeamReaches } from './github/team-reaches.ts';
import { tellAside } from './github/tell-aside.ts';
import { tellPortfolio } from './github/tell-portfolio.ts';
import { tellSetAside } from './github/tell-set-aside.ts';
import type { Projects } from './github/projects.ts';
import { type Reconciled, reconcileDossier } from './github/reconcile-dossier.ts';
import { reconcileHub } from './github/reconcile-hub.ts';
import type { HubNotices } from './hub-notices.ts';
import type { Clock } from './queue/clock.ts';
import { createEmbarkedCampaigns } from './embarked-campaigns.ts';
import type { SharedFacts } from './queue/facts.ts';
import { createGrowingWaits } from './queue/growing-waits.ts';
import { createSharedKeys } from './queue/shared-keys.ts';
import { lookAfterCreation, nextLook } from './next-look.ts';
import type { Portfolio } from './portfolio/portfolio.ts';
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
  /** What was seen of each dossier. */
  readonly portfolio: Portfolio;
  /** Where its pages are; null where they are off. */
  readonly pages: string | null;
  /** What the processes know in common. */
  readonly facts: Pick<SharedFacts, 'open'>;
  /** How far back closed dossiers are read at a start, in milliseconds: as far as the portfolio shows them. */
  readonly shownBackMs: number;
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
const REFUSED_WAITS = { kind: 'refused', shortestMs: 10 * 60_000, longestMs: 86_400_000 };
/** After a start, closed dossiers are looked at as far back as the App may have been stopped: a week. */
const LONGEST_STOP_MS = 7 * 86_400_000;
/** By then, those that are long over were read by one of the processes. */
const OVER_MS = 86_400_000;
/** Dossiers that are looked for and not found, at the most: the sweep finds those that are there. */
const MAX_ABSENT = 1_000;
/** For the operator. */
const noSetup = 'no version of its configuration is good: nothing is written there, see its issue';

/** In the portfolio: what became of a hub, or of a dossier. The error itself may tell of what its reader may not see. */
const hubLost = 'l’application ne peut pas lire ce dépôt d’accompagnement ; son exploitant en connaît la raison';
const readingFailed = 'la dernière lecture a échoué ; l’application essaie de nouveau d’elle-même';

/** Ties keys to what is done for them. Keys of a repository that is no hub lead to nothing: no call is made. */
export function createReconciler(ports: ReconcilerPorts): Reconciler {
  const { installations, registry, projects, notices, incidents, settings, clock, portfolio } = ports;
  const writes = settings.dryRun ? 'off' : 'on';
  const swept = new Set<HubKey>();
  const refusals = createGrowingWaits<Key>(clock, REFUSED_WAITS, ports.facts);
  const campaigns = createEmbarkedCampaigns();
  const absences = new BoundedMap<DossierKey, number>(MAX_ABSENT);
  /** Dossiers that are long over: the portfolio reads them once, nothing is written there. */
  const over = createSharedKeys<DossierKey>(ports.facts, { kind: 'over', keptMs: OVER_MS });

  /** In the place of its dossiers, which are numbered from 1. */
  function showHub(key: HubKey, shown: 'read' | 'lost'): void {
    const place = dossierKey(readKey(key), 0);
    if (shown === 'read') portfolio.forget(place);
    else portfolio.keep(place, { kind: 'unread', name: key, because: hubLost });
  }

  function showDossier(key: DossierKey, reconciled: Reconciled): void {
    if ('plan' in reconciled) portfolio.keep(key, { kind: 'snapshot', snapshot: reconciled.plan.snapshot });
    else portfolio.forget(key);
  }

  async function hub(key: HubKey): Promise<Looked> {
    const standing = await readHubStanding(readKey(key), installations);
    if (standing.kind === 'out-of-reach') {
      notices.tell(key, standing.notice);
      showHub(key, 'lost');
      return nothing;
    }
    const { hub: repository, access } = standing;
    const app = await installations.identity();
    const { own, ...kept } = await reconcileHub({ hub: repository, access, app, registry, incidents, writes });
    let result = kept.created ? lookAfterCreation(clock.now()) : done;
    const before = (ms: number) => new Date(clock.now().getTime() - ms);
    const setup = await registry.setupOf(repository);
    if (setup === null) {
      notices.tell(key, noSetup);
      return { result, found: [] };
    }
    const looksFar = campaigns.areNews(key, setup.procedure.campaigns);
    const since = before(swept.has(key) ? 2 * settings.sweepIntervalMs : Math.max(LONGEST_STOP_MS, ports.shownBackMs));
    const found = await listDossiers(repository, setup, looksFar ? new Date(0) : since);
    campaigns.toldOf(key, setup.procedure.campaigns);
    const dossiers = found.map(({ key: dossierFound }) => dossierFound);
    const refused = [...kept.refused];
    showHub(key, 'read');
    // Until each was looked at, much would be missing of what is told of all of them.
    if (writes === 'on' && dossiers.every((dossierFound) => portfolio.isKnown(dossierFound))) {
      const entries = portfolio.entries((hubFound) => hubFound === key);
      const told = { app, procedure: setup.procedure, entries, own, now: clock.now(), incidents };
      const shown = await tellAside('its dashboard', async () => tellPortfolio(await access('write-hub'), told), incidents);
      if (shown.created) result = lookAfterCreation(clock.now());
      refused.push(...shown.refused);
    }
    notices.tell(key, [standing.notice ?? [], refused].flat().join('; ') || null);
    if (swept.has(key)) return { result, found: dossiers };
    const waiting = await listLeftWaiting(repository, setup);
    const left = waiting.filter((dossierLeft) => !dossiers.includes(dossierLeft));
    swept.add(key);
    const stopped = before(LONGEST_STOP_MS).getTime();
    for (const { key: dossierFound, closedSince } of looksFar ? [] : found)
      if (closedSince !== null && Date.parse(closedSince) < stopped && !waiting.includes(dossierFound)) over.add(dossierFound);
    // A repository that two dossiers declare has one carrier, whichever of them is looked at first: those that must wait are found by the one before.
    for (const { key: dossierFound, openedAt, carries } of found) {
      projects.opened(dossierFound, openedAt);
      projects.expect(dossierFound, carries());
    }
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
      showHub(key, 'lost');
      return nothing;
    }
  }

  async function dossier(key: DossierKey, number: number): Promise<Looked> {
    const opened = await installations.hub(readKey(key));
    if (opened === null) return nothing;
    const setup = await registry.setupOf(opened.hub);
    if (setup === null) return nothing;
    const app = await installations.identity();
    const reconciled = await reconcileDossier({ ...ports, ...opened, number, app, setup, writes: over.delete(key) ? 'off' : writes });
    showDossier(key, reconciled);
    const absent = reconciled.kind === 'absent' ? (absences.get(key) ?? 0) + 1 : 0;
    const result = nextLook(reconciled, { now: clock.now(), absences: absent, afterRefusal: () => refusals.next(key) });
    if (reconciled.kind === 'applied' && reconciled.applied.failures.length === 0) refusals.over(key);
    if (absent > 0 && 'againAt' in result) absences.set(key, absent);
    else absences.delete(key);
    return { result, found: reconciled.concerned };
  }

  async function dossierOrUnread(key: DossierKey, number: number): Promise<Looked> {
    try {
      return await dossier(key, number);
    } catch (error) {
      portfolio.keep(key, { kind: 'unread', name: key, because: readingFailed });
      throw error;
    }
  }

  return {
    reconcile: async (key) => {
      if (!registry.isHub(readKey(key))) return nothing;
      const { number } = readKey(key);
      if (isHubKey(key) || number === null) return hubOrNotice(hubKey(readKey(key)));
      return dossierOrUnread(key, number);
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
