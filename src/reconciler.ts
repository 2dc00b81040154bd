import type { Secrets } from './apply/secrets.ts';
import type { Settings } from './config/env.ts';
import { type DossierKey, dossierKey, type HubKey, hubKey, readKey } from './words/key.ts';
import { BoundedMap } from './github/bounded-map.ts';
import type { HubIds } from './github/hub-ids.ts';
import type { CircuitBreaker } from './github/circuit-breaker.ts';
import { GateClosed } from './github/gate-closed.ts';
import type { HubRegistry } from './github/hub-registry.ts';
import { readHubStanding, refusalNotice } from './github/hub-standing.ts';
import type { Installations } from './github/installations.ts';
import type { Incidents } from './github/incidents.ts';
import { createInsistence } from './github/insistence.ts';
import { createHubSweeps, type Swept } from './github/hub-sweeps.ts';
import type { PutOff } from './github/open-pass.ts';
import type { OwnWrites } from './github/own-writes.ts';
import type { WrittenTimes } from './github/written-times.ts';
import type { TeamReaches } from './github/team-reaches.ts';
import { tellAside } from './github/tell-aside.ts';
import { laneNow } from './github/lane.ts';
import { tellPortfolio } from './github/tell-portfolio.ts';
import type { ReadingsAhead } from './github/readings-ahead.ts';
import { tellSetAside } from './github/tell-set-aside.ts';
import type { Projects } from './github/projects.ts';
import { type Reconciled, reconcileDossier, type ReconcileDossier } from './github/reconcile-dossier.ts';
import { reconcileHub } from './github/reconcile-hub.ts';
import { createMarkingForms } from './github/read-marking-forms.ts';
import { PermissionMissing } from './github/refusal.ts';
import { ShutOut } from './github/shut-out.ts';
import type { HubNotices } from './hub-notices.ts';
import type { Clock } from './queue/clock.ts';
import type { SharedFacts } from './queue/facts.ts';
import { createGrowingWaits } from './queue/growing-waits.ts';
import { createSharedKeys } from './queue/shared-keys.ts';
import { lookAfterCreation, nextLook } from './next-look.ts';
import type { Portfolio } from './portfolio/portfolio.ts';
import { done, type Result } from './queue/result.ts';

type Key = DossierKey | HubKey;

export interface ReconcilerPorts {
  readonly installations: Installations;
  readonly registry: HubRegistry;
  readonly hubIds: HubIds;
  readonly projects: Projects;
  readonly notices: Pick<HubNotices, 'tell'>;
  readonly settings: Pick<Settings, 'dryRun' | 'sweepIntervalMs'>;
  readonly secrets: Secrets;
  readonly breaker: CircuitBreaker;
  readonly ahead: ReadingsAhead;
  readonly ownWrites: OwnWrites;
  readonly writtenTimes: WrittenTimes;
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
  /** As `HubSweepsOptions` tells. */
  readonly shownBackMs: number;
}

/** What a look came to; `found` are the dossiers of the hub to look at. */
interface Looked {
  readonly result: Result;
  readonly found: readonly DossierKey[];
  /** Dossiers to look at in passing, each at its time. */
  readonly later: readonly PutOff[];
}

const nothing: Looked = { result: done, found: [], later: [] };

export interface Reconciler {
  /** Reconciles a dossier or a hub. */
  readonly reconcile: (key: Key) => Promise<Looked>;
  /** Something happened to a dossier, or in a hub: what was read before counts no more. */
  readonly heard: (key: Key) => void;
  readonly tellSetAside: (key: Key, correlationId: string) => Promise<void>;
}

/** A dossier where GitHub refused a step for good is looked at again after waits that grow: somebody has to grant or mend something first. */
const REFUSED_WAITS = { kind: 'refused', shortestMs: 10 * 60_000, longestMs: 86_400_000 };
/** The same where it waits for something in the repositories of a project, of which an event may have been lost. */
const ELSEWHERE_WAITS = { kind: 'elsewhere', shortestMs: 3_600_000, longestMs: 2 * 86_400_000 };
/** By then, hubs that changed and dossiers that are long over were read by one of the processes. */
const KEPT_MS = 86_400_000;
/** A pass over a hub's dossiers goes on after this. */
const NEXT_PAGE_MS = 1_000;
/** Dossiers that are looked for and not found, at the most: the sweep finds those that are there. */
const MAX_ABSENT = 1_000;
/** Dossiers of which is kept in mind that the App may not write there, at the most: any other one is read once more. */
const MAX_UNWRITABLE = 10_000;
/** For the operator. */
const contested = 'somebody undoes again and again what the App writes there (its labels, its issues): it writes it less and less often';
const noSetup = 'no version of its configuration is good: nothing is written there, see its issue';

/** In the portfolio: what became of a hub, or of a dossier. The error itself may tell of what its reader may not see. */
const hubLost = 'l’application ne peut pas lire ce dépôt d’accompagnement ; son exploitant en connaît la raison';
const readingFailed = 'la dernière lecture a échoué ; l’application essaie de nouveau d’elle-même';

/** Ties keys to what is done for them. Keys of a repository that is no hub lead to nothing: no call is made. */
export function createReconciler(ports: ReconcilerPorts): Reconciler {
  const { installations, registry, hubIds, projects, notices, incidents, settings, clock, portfolio, ahead } = ports;
  const writes = settings.dryRun ? 'off' : 'on';
  const markingForms = createMarkingForms();
  const insistence = createInsistence(clock, ports.writtenTimes);
  const sweeps = createHubSweeps({ ...ports, everyMs: settings.sweepIntervalMs });
  /** Hubs where something happened since they were looked at. */
  const changedHubs = createSharedKeys<HubKey>(ports.facts, { kind: 'hub changed', keptMs: KEPT_MS });
  /** Hubs that GitHub did not show when they were looked at, or one of their dossiers was: what came due meanwhile was not looked at. */
  const lostHubs = createSharedKeys<HubKey>(ports.facts, { kind: 'hub lost', keptMs: KEPT_MS });
  const refusals = createGrowingWaits<Key>(clock, REFUSED_WAITS, ports.facts);
  /** Dossiers that a sweep found before they were looked at. */
  const unseen = new Set<DossierKey>();
  const elsewhere = createGrowingWaits<Key>(clock, ELSEWHERE_WAITS, ports.facts);
  const unwritable = new BoundedMap<DossierKey, 'not-granted'>(MAX_UNWRITABLE);
  const absences = new BoundedMap<DossierKey, number>(MAX_ABSENT);
  /** Dossiers that are long over: the portfolio reads them once, nothing is written there. */
  const over = createSharedKeys<DossierKey>(ports.facts, { kind: 'over', keptMs: KEPT_MS });

  /** In the place of its dossiers, which are numbered from 1. */
  function showHub(key: HubKey, shown: 'read' | 'lost'): void {
    const place = dossierKey(readKey(key), 0);
    if (shown === 'read') portfolio.forget(place);
    else {
      lostHubs.add(key);
      portfolio.keep(place, { kind: 'unread', name: key, because: hubLost });
    }
  }

  function showDossier(key: DossierKey, reconciled: Reconciled): void {
    if (reconciled.kind === 'shut') lostHubs.add(hubKey(readKey(key)));
    else if ('plan' in reconciled) portfolio.keep(key, { kind: 'snapshot', snapshot: reconciled.plan.snapshot });
    else portfolio.forget(key);
  }

  /** Whether nobody looked yet at a dossier of the hub that a sweep found: another process may have. */
  function isUnseenOf(hubOfThem: HubKey): boolean {
    for (const key of unseen) if (portfolio.isKnown(key)) unseen.delete(key);
    return [...unseen].some((key) => hubKey(readKey(key)) === hubOfThem);
  }

  async function hub(key: HubKey): Promise<Looked> {
    const heard = changedHubs.delete(key);
    const lost = lostHubs.delete(key);
    if (lost) sweeps.forget(key);
    else if (!heard && sweeps.isUnderWay(key)) return goOn(key);
    try {
      return await wholeHub(key);
    } catch (error) {
      if (heard) changedHubs.add(key);
      if (lost) lostHubs.add(key);
      throw error;
    }
  }

  /** The next page of a pass over the dossiers: the hub itself was looked at when it began. */
  async function goOn(key: HubKey): Promise<Looked> {
    const opened = await installations.hub(readKey(key));
    if (opened === null) return wholeHub(key);
    const setup = await registry.setupOf(opened.hub);
    if (setup === null) return wholeHub(key);
    return looked(await sweeps.sweep(opened.hub, { setup, app: await installations.identity() }), done);
  }

  function looked({ now, later, glances, over: ended, found, unfinished }: Swept, result: Result): Looked {
    for (const key of now)
      if (ended.includes(key)) over.add(key);
      else over.delete(key);
    for (const { key, snapshot } of glances.filter((one) => !portfolio.isKnown(one.key)))
      portfolio.keep(key, { kind: 'snapshot', snapshot });
    for (const key of found) if (!portfolio.isKnown(key)) unseen.add(key);
    const next = { againAt: new Date(clock.now().getTime() + NEXT_PAGE_MS) };
    return { result: unfinished ? next : result, found: now, later };
  }

  async function wholeHub(key: HubKey): Promise<Looked> {
    const standing = await readHubStanding(readKey(key), { installations, hubIds });
    if (standing.kind === 'out-of-reach') {
      notices.tell(key, standing.notice);
      showHub(key, 'lost');
      return nothing;
    }
    const { hub: repository, access } = standing;
    const app = await installations.identity();
    const insist = insistence.in(key);
    const { own, ...kept } = await reconcileHub({ hub: repository, access, app, registry, markingForms, incidents, insistence, writes });
    const result = kept.created ? lookAfterCreation(clock.now()) : done;
    const setup = await registry.setupOf(repository);
    if (setup === null) {
      notices.tell(key, noSetup);
      return { ...nothing, result };
    }
    const swept = looked(await sweeps.sweep(repository, { setup, app }), result);
    showHub(key, 'read');
    // Until each was looked at, much would be missing of what is told of all of them.
    const isWhole = writes === 'on' && !sweeps.isUnderWay(key) && !isUnseenOf(key);
    const entries = portfolio.entries((hubFound) => hubFound === key);
    const told = { app, procedure: setup.procedure, entries, own, now: clock.now(), incidents, insist };
    const tell = async () => tellPortfolio(await access('write-hub'), told);
    const shown = isWhole ? await tellAside('its dashboard', tell, incidents) : { created: false, refused: [] };
    const undone = insistence.undoneIn(key).length > 0 ? contested : [];
    notices.tell(key, [standing.notice ?? [], kept.refused, shown.refused, undone].flat().join('; ') || null);
    return shown.created ? { ...swept, result: lookAfterCreation(clock.now()) } : swept;
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

  /** Of one that is long over, nothing is written in passing, however often it must be tried. Where somebody did something, as another process may have heard, it is read now. */
  async function dossier(key: DossierKey, number: number): Promise<Looked> {
    const isOver = over.delete(key) && laneNow() === 'sweep';
    if (laneNow() !== 'sweep') ahead.heard(key);
    try {
      return await lookAt(key, number, isOver ? 'off' : writes);
    } catch (error) {
      if (isOver) over.add(key);
      throw error;
    }
  }

  async function lookAt(key: DossierKey, number: number, writing: ReconcileDossier['writes']): Promise<Looked> {
    const opened = await installations.hub(readKey(key));
    const setup = opened === null ? null : await registry.setupOf(opened.hub);
    if (opened === null || setup === null) {
      if (opened === null) lostHubs.add(hubKey(readKey(key)));
      projects.setAside(key);
      return nothing;
    }
    const app = await installations.identity();
    const reconciled = await reconcileDossier({ ...ports, ...opened, number, app, setup, unwritable, writes: writing });
    showDossier(key, reconciled);
    const isAbsent = reconciled.kind === 'absent' || reconciled.kind === 'shut';
    const absent = isAbsent ? (absences.get(key) ?? 0) + 1 : 0;
    const result = nextLook(reconciled, {
      now: clock.now(),
      absences: absent,
      afterRefusal: () => refusals.next(key),
      elsewhere: () => elsewhere.next(key).at,
    });
    if (reconciled.kind === 'applied' && reconciled.applied.failures.length === 0) refusals.over(key);
    if (absent > 0 && 'againAt' in result) absences.set(key, absent);
    else absences.delete(key);
    return { result, found: [], later: [] };
  }

  async function dossierOrUnread(key: DossierKey, number: number): Promise<Looked> {
    try {
      const reconciled = await dossier(key, number);
      unseen.delete(key);
      return reconciled;
    } catch (error) {
      // What was seen before holds. Where nothing was, all that is told of the hub would wait for an account that may never let the App in again.
      if (error instanceof GateClosed || (saysNothingOfReading(error) && portfolio.isKnown(key))) throw error;
      portfolio.keep(key, { kind: 'unread', name: key, because: readingFailed });
      throw error;
    }
  }

  return {
    reconcile: async (key) => {
      if (!registry.isHub(readKey(key))) return nothing;
      try {
        const { number } = readKey(key);
        if (isHubKey(key) || number === null) return await hubOrNotice(hubKey(readKey(key)));
        return await dossierOrUnread(key, number);
      } catch (error) {
        if (!(error instanceof GateClosed)) throw error;
        incidents.count('unavailable');
        // That may be in an hour: somebody who acts meanwhile does not wait so long, and whoever waits then still goes first.
        return { ...nothing, result: { againAt: error.until, lane: laneNow() } };
      }
    },
    heard: (key) => {
      if (isHubKey(key)) {
        changedHubs.add(key);
        return;
      }
      ahead.heard(key);
      elsewhere.over(key);
      over.delete(key);
    },
    tellSetAside: async (key, correlationId) => {
      const { number } = readKey(key);
      if (!isHubKey(key)) projects.setAside(key);
      const silent = number === null || settings.dryRun || !registry.isHub(readKey(key));
      const repository = silent ? null : await installations.repository(readKey(key), 'write-hub');
      if (repository !== null && number !== null && (await hubIds.isItself(repository)))
        await tellSetAside(repository, number, { app: await installations.identity(), correlationId });
    },
  };
}

/** Whether what ended a look says nothing of reading: no call was made, or GitHub did not grant one to write. */
function saysNothingOfReading(error: unknown): boolean {
  return error instanceof ShutOut || error instanceof PermissionMissing;
}

function isHubKey(key: Key): key is HubKey {
  return !key.includes('#');
}
