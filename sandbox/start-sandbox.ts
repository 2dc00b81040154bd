import { pino } from 'pino';
import { readShipped, shippedForm } from '../src/defaults.ts';
import { systemClock } from '../src/queue/clock.ts';
import { startService } from '../src/service.ts';
import { type DossierView, readDossier } from './emulator/dossier-view.ts';
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
  /** Base URL of the App. */
  readonly app: string;
  /** Somebody, in the hub unless another repository is named. */
  readonly as: (login: Login, repository?: string) => Person;
  readonly read: (number: number) => Promise<DossierView>;
  /** Resolves when the App has reacted to everything. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts everything on free ports of 127.0.0.1: real HTTP, real tokens, signed webhooks. */
export async function startSandbox(): Promise<Sandbox> {
  const github = await startGitHub({ seed: populationWithIntruder, grants, webhookSecret: WEBHOOK_SECRET, port: 0 });
  await seedHub(github, { form: readShipped(shippedForm) });
  await seedProjects(github);
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
    { log: pino({ level: 'silent' }), clock: systemClock },
  );
  const app = `http://127.0.0.1:${service.port}`;
  await service.ready;
  github.relay.deliverTo(`${app}/api/github/webhooks`);
  await whenIdle(github, service);
  github.requests.clear();
  return {
    github,
    app,
    as: (login, repository = HUB) => person(login, { url: github.url, repository }),
    read: (number) => readDossier(github.url, { repository: HUB, number, reader: 'nadia-dnum' }),
    settle: () => whenIdle(github, service),
    close: async () => {
      github.relay.deliverTo(null);
      await service.close();
      await github.close();
    },
  };
}
