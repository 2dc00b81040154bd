import type { Logger } from 'pino';
import { Probot } from 'probot';
import { accostage } from './app.ts';
import type { Settings } from './config/env.ts';
import { readDefaults } from './defaults.ts';
import type { DossierKey, HubKey } from './dossier/key.ts';
import { createHubRegistry } from './github/hub-registry.ts';
import { createInstallations, fetchInTime, octokitClass } from './github/installations.ts';
import { createProjects } from './github/projects.ts';
import { unavailableUntil } from './github/unavailable.ts';
import { logForLibraries } from './log.ts';
import { exponentialBackoff } from './queue/backoff.ts';
import type { Clock } from './queue/clock.ts';
import { logRun } from './queue/log-run.ts';
import { createMemoryQueue } from './queue/memory-queue.ts';
import { startSweep } from './queue/sweep.ts';
import type { QueueStats } from './queue/work-queue.ts';
import { createReconciler } from './reconciler.ts';
import { healthHandler } from './web/health.ts';
import { startServer } from './web/server.ts';
import { guardWebhook } from './web/webhook-guard.ts';

const webhookPath = '/api/github/webhooks';

export interface Service {
  readonly port: number;
  /** Resolves after the first sweep that could read the hubs. */
  readonly ready: Promise<void>;
  readonly stats: () => QueueStats;
  /** Takes no new work, lets the running reconciles end, closes the server. */
  readonly close: () => Promise<void>;
}

/** Starts the whole App: webhooks, queue, sweep, probes. Rejects when it cannot listen. */
export async function startService(settings: Settings, { log, clock }: { log: Logger; clock: Clock }): Promise<Service> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.githubApiUrl,
    request: { fetch: fetchInTime },
    Octokit: octokitClass(settings.githubThrottling),
    log: logForLibraries(log),
  });
  const installations = createInstallations(probot);
  const registry = createHubRegistry(readDefaults(), settings.hubs);
  const projects = createProjects({ installations, secret: settings.stateSecret, clock });
  const reconciler = createReconciler({ installations, registry, projects, settings, clock });
  const queue = createMemoryQueue<DossierKey | HubKey>({
    reconcile: async (key) => {
      const { result, found } = await reconciler.reconcile(key);
      for (const dossier of found) queue.offer(dossier, 'hub');
      return result;
    },
    clock,
    concurrency: 2,
    backoff: exponentialBackoff({ baseMs: 10_000, capMs: 300_000, random: Math.random }),
    maxFailures: 3,
    retryAtOf: unavailableUntil,
    park: ({ key, correlationId }) => reconciler.tellParked(key, correlationId),
    observe: logRun(log),
  });
  await probot.load(
    accostage({
      ...installations,
      isHub: registry.isHub,
      changed: projects.changed,
      accountChanged: projects.accountChanged,
      readMarker: projects.readMarker,
      wake: (key, cause) => queue.add(key, cause),
    }),
    {
      cwd: import.meta.dirname,
      addHandler: () => undefined,
    },
  );
  const sweep = startSweep({
    everyMs: settings.sweepIntervalMs,
    list: reconciler.listKeys,
    offer: (key) => queue.offer(key, 'sweep'),
    clock,
    log,
  });
  let obstacles: readonly string[] = ['first sweep not finished'];
  void sweep.first.then(() => (obstacles = []));
  const middleware = await probot.getNodeMiddleware({ path: webhookPath });
  const server = await startServer({
    handlers: [healthHandler(() => obstacles), guardWebhook({ path: webhookPath, secret: settings.webhookSecret, middleware })],
    host: settings.host,
    port: settings.port,
    log,
  });
  const close = async () => {
    obstacles = ['draining'];
    sweep.stop();
    await queue.drain();
    await server.close();
  };
  return { port: server.port, ready: sweep.first, stats: queue.stats.bind(queue), close };
}
