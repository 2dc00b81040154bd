import { pino } from 'pino';
import { readShipped, shippedForm } from '../src/defaults.ts';
import { type Clock, systemClock } from '../src/queue/clock.ts';
import { type Service, startService } from '../src/service.ts';
import { type DossierView, readDossier } from './emulator/dossier-view.ts';
import type { Front } from './emulator/front.ts';
import { type Person, person } from './emulator/person.ts';
import { type EmbeddedGitHub, startGitHub } from './emulator/start-github.ts';
import { grants } from './seed/grants.ts';
import type { Login } from './seed/people.ts';
import { HUB, populationWithIntruder } from './seed/population.ts';
import { seedHub, seedProjects } from './seed/seed-hub.ts';
import { whenIdle } from './when-idle.ts';

const WEBHOOK_SECRET = 'secret-du-bac-a-sable';

/** An embedded GitHub with its hub and projects, and the App at work on it. */
export interface Sandbox {
  readonly github: EmbeddedGitHub;
  /** Base URL of the App at its start. */
  readonly app: string;
  /** Somebody, in the hub unless another repository is named. */
  readonly as: (login: Login, repository?: string) => Person;
  readonly read: (number: number) => Promise<DossierView>;
  /** Resolves when the App has reacted to everything; when it is stopped, once every event is lost. */
  readonly settle: () => Promise<void>;
  /** Stops the App: events are lost until it is started again. Nothing where it is stopped already. */
  readonly stopApp: () => Promise<void>;
  readonly startApp: () => Promise<void>;
  readonly isAppRunning: () => boolean;
  readonly close: () => Promise<void>;
}

export interface SandboxOptions {
  /** Where GitHub listens: a port, 0 for any free one, or a front that listens already. */
  readonly port?: number | Front;
  readonly clock?: Clock;
  /** Text of the hub's `.github/accostage.yml` in place of the usual one. */
  readonly configuration?: string | undefined;
}

/** Starts everything on free ports of 127.0.0.1: real HTTP, real tokens, signed webhooks. */
export async function startSandbox({ port = 0, clock = systemClock, configuration }: SandboxOptions = {}): Promise<Sandbox> {
  const github = await startGitHub({ seed: populationWithIntruder, grants, webhookSecret: WEBHOOK_SECRET, port });
  await seedHub(github, { form: readShipped(shippedForm), ...(configuration === undefined ? {} : { configuration }) });
  await seedProjects(github);
  let service: Service | null = await startApp(github, clock);
  const app = `http://127.0.0.1:${service.port}`;
  const settle = () => (service === null ? github.relay.settle() : whenIdle(github, service));
  await settle();
  github.requests.clear();
  const stopApp = async () => {
    github.relay.deliverTo(null);
    const stopped = service;
    service = null;
    await stopped?.close();
  };
  return {
    github,
    app,
    as: (login, repository = HUB) => person(login, { url: github.url, repository }),
    read: (number) => readDossier(github.url, { repository: HUB, number, reader: 'nadia-dnum' }),
    settle,
    stopApp,
    startApp: async () => {
      service ??= await startApp(github, clock);
    },
    isAppRunning: () => service !== null,
    close: async () => {
      await stopApp();
      await github.close();
    },
  };
}

async function startApp(github: EmbeddedGitHub, clock: Clock): Promise<Service> {
  const service = await startService(
    {
      appId: github.appId,
      privateKey: github.privateKey,
      webhookSecret: WEBHOOK_SECRET,
      githubApiUrl: github.url,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      stateSecret: 'secret-de-signature-du-bac-a-sable',
      hubs: [HUB],
      owners: [],
      notices: [],
      stateSecretPrevious: null,
      sweepIntervalMs: 15 * 60_000,
      dryRun: false,
      githubThrottling: 'off',
      databaseUrl: null,
      signIn: { kind: 'off', missing: [] },
      portfolioToken: null,
    },
    { log: pino({ level: 'silent' }), clock },
  );
  await service.ready;
  github.relay.deliverTo(`http://127.0.0.1:${service.port}/api/github/webhooks`);
  return service;
}
