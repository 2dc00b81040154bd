import type { Logger } from 'pino';
import { Probot } from 'probot';
import { accostage } from './app.ts';
import { browserPages, type MakeReader } from './browser-pages.ts';
import { type Settings, stateSecrets } from './config/env.ts';
import { readDefaults } from './defaults.ts';
import { type DossierKey, hubKey, type HubKey, readKey, repositoryNamed } from './words/key.ts';
import { sameLogin } from './words/login.ts';
import { createAppJwt } from './github/app-jwt.ts';
import { checkedFetch, type Send } from './github/checked-fetch.ts';
import { createCircuitBreaker } from './github/circuit-breaker.ts';
import { createHubIds } from './github/hub-ids.ts';
import { createHubRegistry } from './github/hub-registry.ts';
import { createClients, octokitClass, signedBy, withoutClientOfEvents } from './github/client.ts';
import { ableToStandAside } from './github/patience.ts';
import { createIncidents, type Incident } from './github/incidents.ts';
import { createInstallations } from './github/installations.ts';
import { asRun } from './github/run-now.ts';
import { createShutOuts } from './github/shut-outs.ts';
import { createOwnWrites } from './github/own-writes.ts';
import { createWrittenTimes } from './github/written-times.ts';
import { createReadingsAhead } from './github/readings-ahead.ts';
import { createProjects } from './github/projects.ts';
import { conditionalReads } from './github/conditional-reads.ts';
import { createLostDeliveries } from './github/lost-deliveries.ts';
import { isLimit } from './github/rate-limit.ts';
import { shareSetups } from './github/shared-setups.ts';
import { createTeamReaches } from './github/team-reaches.ts';
import { readingAgain } from './github/reading-again.ts';
import { outageOf, outageWait, unavailableUntil } from './github/unavailable.ts';
import type { LookForHelm } from './helm/keep-looking.ts';
import { logForLibraries } from './log.ts';
import { exponentialBackoff } from './queue/backoff.ts';
import { createHubNotices } from './hub-notices.ts';
import type { Clock } from './queue/clock.ts';
import { logRun } from './queue/log-run.ts';
import { inCommon } from './queue/in-common.ts';
import { memoryBackend, type QueueBackend } from './queue/backend.ts';
import { createPortfolio } from './portfolio/portfolio.ts';
import { startSweep } from './queue/sweep.ts';
import type { QueueStats, WorkQueue } from './queue/work-queue.ts';
import type { PutOff } from './github/open-pass.ts';
import { createReconciler } from './reconciler.ts';
import { sharePortfolio } from './shared-portfolio.ts';
import { createOwed } from './queue/owed.ts';
import { createAnswersFirst } from './web/answers-first.ts';
import { healthHandler } from './web/health.ts';
import { startServer } from './web/server.ts';
import { guardWebhook } from './web/webhook-guard.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The figures of the portfolio are those of a year. */
const SHOWN_BACK_MS = 366 * DAY_MS;

const webhookPath = '/api/github/webhooks';

export interface Service {
  readonly port: number;
  /** Resolves once a hub was looked at and works, or none is left to look at. */
  readonly ready: Promise<void>;
  readonly stats: () => Promise<QueueStats>;
  /** How often each thing that should be rare happened since the start. */
  readonly incidents: () => Readonly<Record<Incident, number>>;
  /** Takes no new work, lets the running reconciles end, closes the server. */
  readonly close: () => Promise<void>;
}

/** What the App needs of the process around it. */
export interface ServicePorts {
  readonly log: Logger;
  readonly clock: Clock;
  /** The way out to GitHub; the checked `fetch` of this process by default. */
  readonly send?: Send;
  /** What renders charts; absent, none are rendered. */
  readonly helm?: LookForHelm;
  /** Where the queue is kept; in memory by default. Closed with the service. */
  readonly backend?: QueueBackend;
  /** Who reads the portfolio's pages; those whom GitHub signs in by default. */
  readonly reader?: MakeReader;
  /** Where browsers find these pages, without a slash at the end, where they are not at the operator's `PUBLIC_URL`. */
  readonly address?: string;
}

/** Starts the whole App: webhooks, queue, sweep, probes. Rejects when it cannot listen. */
export async function startService(
  settings: Settings,
  { log, clock, helm, reader, address, backend = memoryBackend, send: sendOnce = checkedFetch }: ServicePorts,
): Promise<Service> {
  const send = conditionalReads(readingAgain(sendOnce), isInHub(settings.hubs));
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.githubApiUrl,
    request: { fetch: send },
    Octokit: octokitClass(settings.githubThrottling)
      .plugin(withoutClientOfEvents)
      .defaults(signedBy(createAppJwt(settings.privateKey, () => Date.now()))),
    log: logForLibraries(log),
  });
  const { facts } = backend;
  const client = createClients({
    apiUrl: settings.githubApiUrl,
    throttling: settings.githubThrottling,
    send,
    log: logForLibraries(log),
    clock,
    facts,
  });
  const shutOuts = createShutOuts({
    clock,
    longestMs: settings.sweepIntervalMs,
    // Whoever the queue does not wake comes when its own wait is over.
    opened: (keys) => void queue.wake((key) => keys.has(key), 'outage over').catch(() => undefined),
    facts,
  });
  const installations = createInstallations({ probot, client, clock, shutOuts, owners: settings.owners, log });
  const hubIds = createHubIds({ clock, facts, hubs: settings.hubs });
  const registry = shareSetups(createHubRegistry(readDefaults(), settings.hubs, { layers: installations.repository, hubIds }), facts);
  const notices = createHubNotices(registry.keys, log);
  const secrets = stateSecrets(settings);
  const breaker = createCircuitBreaker(clock);
  const ownWrites = createOwnWrites(clock, facts);
  const writtenTimes = createWrittenTimes(clock, facts);
  const incidents = createIncidents(log);
  const projects = createProjects({ installations, hubs: registry, secrets, clock, helm, facts });
  const answers = createAnswersFirst(clock);
  const portfolio = sharePortfolio(createPortfolio(), { facts, isHub: registry.isHub });
  const { signIn } = settings;
  const arePagesOn = reader !== undefined || signIn.kind === 'on';
  const reconciler = createReconciler({
    installations,
    registry,
    hubIds,
    projects,
    notices,
    settings,
    secrets,
    breaker,
    ahead: createReadingsAhead(clock, facts),
    ownWrites,
    writtenTimes,
    teamReaches: createTeamReaches(clock),
    incidents,
    clock,
    turn: answers.turn,
    portfolio,
    pages: address ?? (signIn.kind === 'on' ? signIn.publicUrl : null),
    facts,
    shownBackMs: arePagesOn ? SHOWN_BACK_MS : 0,
  });
  const owed = createOwed<DossierKey>();
  const owedLater = createOwed<PutOff>();
  const offerOwed = async () => {
    await owed.offerTo((dossier) => queue.offer(dossier, 'hub'));
    await projects.offerConcerned((dossier) => queue.offer(dossier, 'hub'));
    await owedLater.offerTo(({ key, at }) => queue.addAt(key, at));
  };
  const write = logRun<DossierKey | HubKey>(log);
  const queue = backend.createQueue<DossierKey | HubKey>({
    reconcile: async (key, { lane, outages, standAside }) => {
      try {
        const { result, found, later } = await inCommon(facts, () =>
          asRun({ key, lane, outages }, () => ableToStandAside(standAside, clock, () => reconciler.reconcile(key))),
        );
        owed.add(found);
        owedLater.add(later);
        return result;
      } finally {
        await offerOwed();
      }
    },
    hubOf: (key) => hubKey(readKey(key)),
    clock,
    concurrency: 8,
    begin: (work) => void answers.turn().then(work),
    backoff: exponentialBackoff({ baseMs: 10_000, capMs: 300_000, random: Math.random }),
    maxFailures: 3,
    // Whatever set it aside may be over: the sweep tries once, then after an hour, two hours… a day.
    setAsideFor: (times) => Math.min(DAY_MS, (times - 1) * HOUR_MS),
    retryAtOf: unavailableUntil,
    isLimit,
    outageOf,
    outageWait: (outages, lane) => outageWait(outages, { lane, longestMs: settings.sweepIntervalMs }),
    setAside: async ({ key, correlationId }) => {
      await inCommon(facts, () => reconciler.tellSetAside(key, correlationId));
      await offerOwed();
    },
    observe: (run) => {
      write(run);
      const { kind } = run.outcome;
      if (kind === 'set-aside') incidents.count('set-aside');
      if (kind === 'unavailable' || kind === 'rate-limited' || kind === 'outage') incidents.count('unavailable');
    },
  });
  await probot.load(
    accostage({
      ...installations,
      hubs: registry,
      named: projects.named,
      changed: projects.changed,
      pullsChanged: projects.pullsChanged,
      press: settings.dryRun ? () => Promise.resolve([]) : projects.press,
      accountChanged: projects.accountChanged,
      readMarker: projects.readMarker,
      inCommon: (work) => inCommon(facts, work),
      heard: reconciler.heard,
      wake: (key, cause) => queue.add(key, cause),
      reopened: shutOuts.over,
      resumed: (account, cause) => queue.wake((key) => sameLogin(readKey(key).owner, account), cause),
    }),
    {
      cwd: import.meta.dirname,
      addHandler: () => undefined,
    },
  );
  const lost = createLostDeliveries({ app: () => probot.auth(), clock, incidents });
  const sweep = startSweep({
    everyMs: settings.sweepIntervalMs,
    turn: backend.sweepTurn,
    list: async () => {
      incidents.report();
      return [...registry.keys, ...(await queue.setAside())];
    },
    // At a start all that is open is looked at anyway, and nobody listens yet.
    beside: lost.recover,
    offer: (key) => queue.offer(key, 'sweep'),
    clock,
    log,
  });
  for (const notice of settings.notices) log.warn(notice);
  let begun = false;
  let draining = false;
  const ready = Promise.race([notices.begun, sweep.elsewhere]);
  void ready.then(() => (begun = true));
  const health = healthHandler({
    obstacles: () => [...(begun ? [] : ['no hub looked at yet']), ...[queue.obstacle() ?? []].flat(), ...(draining ? ['draining'] : [])],
    notices: async () => [
      ...settings.notices,
      ...backend.notices(),
      ...notices.list(),
      ...projects
        .withoutRuns()
        .map((account) => `${account}: its installation has not accepted « Checks: write »: no check run is written there`),
      ...breaker.stopped().map((key) => `${key}: stopped, too many comments written`),
      ...(await setAsideNotice(queue)),
    ],
  });
  const middleware = await probot.getNodeMiddleware({ path: webhookPath });
  // Where PostgreSQL does not answer, which `/readyz` tells, what is known is shown.
  const catchUp = () => facts.catchUp().catch(() => undefined);
  const pages = browserPages({ settings, reader, send, portfolio, catchUp, installations, registry, hubIds, clock, log });
  const server = await startServer({
    handlers: [health, pages, answers.before(guardWebhook({ path: webhookPath, secret: settings.webhookSecret, middleware }))],
    host: settings.host,
    port: settings.port,
    log,
  });
  const close = async () => {
    draining = true;
    sweep.stop();
    await queue.drain();
    await server.close();
    await backend.close();
  };
  return { port: server.port, ready, stats: () => queue.stats(), incidents: incidents.counts, close };
}

/** What was set aside, told to operators; nothing where the queue cannot be asked, which is told besides. */
async function setAsideNotice(queue: Pick<WorkQueue<DossierKey>, 'stats'>): Promise<readonly string[]> {
  try {
    const { setAside } = await queue.stats();
    return setAside === 0 ? [] : [`${setAside} set aside after errors: their next looks come after waits that grow, see the log`];
  } catch {
    return [];
  }
}

/** Whether an address of the API is about one of those hubs, `owner/repo`. */
function isInHub(hubs: readonly string[]): (url: URL) => boolean {
  const keys = hubs.map((hub) => hubKey(repositoryNamed(hub)));
  return ({ pathname }) => {
    const [, owner = '', repo = ''] = /\/repos\/([^/]+)\/([^/]+)/.exec(pathname) ?? [];
    return keys.includes(hubKey({ owner, repo }));
  };
}
