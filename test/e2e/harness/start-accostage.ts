import { setTimeout as wait } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import type { Settings } from '../../../src/config/env.ts';
import { type ServicePorts, startService } from '../../../src/service.ts';
import type { AppEnvironment, RunningApp } from './world.ts';

/** Longest time that the App may take to come to rest, in milliseconds. */
const DEADLINE_MS = 20_000;

/** What signs the App's memory in these tests. */
export const stateSecret = 'secret-de-signature-des-tests';

/** Starts the real App against an embedded GitHub; `settings` replace those of a test, `log` a log that says nothing; `reader` opens the pages, `send` is the way to GitHub. */
export function startAccostage(
  settings: Partial<Settings> = {},
  log: Logger = pino({ level: 'silent' }),
  ports: Pick<ServicePorts, 'reader' | 'send' | 'address'> = {},
) {
  return async (environment: AppEnvironment): Promise<RunningApp> => {
    const { apiUrl, appId, privateKey, webhookSecret, clock } = environment;
    const service = await startService(
      {
        appId,
        privateKey,
        webhookSecret,
        githubApiUrl: apiUrl,
        host: '127.0.0.1',
        port: 0,
        logLevel: 'silent',
        stateSecret,
        hubs: [environment.hub],
        owners: [],
        notices: [],
        stateSecretPrevious: null,
        sweepIntervalMs: 365 * 86_400_000,
        dryRun: false,
        githubThrottling: 'off',
        databaseUrl: null,
        signIn: { kind: 'off', missing: [] },
        portfolioToken: null,
        ...settings,
      },
      { log, clock, ...ports },
    );
    await service.ready;
    const settle = async () => {
      const deadline = performance.now() + DEADLINE_MS;
      const isAtWork = async () => {
        const { ready, running } = await service.stats();
        return ready + running > 0;
      };
      while (await isAtWork()) {
        if (performance.now() > deadline) throw new Error('the App does not come to rest');
        await wait(2);
      }
    };
    await settle();
    return { url: `http://127.0.0.1:${service.port}`, settle, close: service.close };
  };
}
