import { pino } from 'pino';
import { readShipped, shippedForm } from '../src/defaults.ts';
import { readerByRights } from '../src/web/sign-in/reader-by-rights.ts';
import type { MakeReader } from '../src/browser-pages.ts';
import { type Clock, systemClock } from '../src/queue/clock.ts';
import { type Service, type ServicePorts, startService } from '../src/service.ts';
import { type DossierView, readDossier } from './emulator/dossier-view.ts';
import type { Front } from './emulator/front.ts';
import { type Person, person } from './emulator/person.ts';
import { readPerson } from './emulator/read-person.ts';
import { type EmbeddedGitHub, startGitHub } from './emulator/start-github.ts';
import { whoReads } from './pages/who.ts';
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
  /** Base URL of the App now; null while it is stopped. */
  readonly appUrl: () => string | null;
  readonly close: () => Promise<void>;
}

export interface SandboxOptions {
  /** Where GitHub listens: a port, 0 for any free one, or a front that listens already. */
  readonly port?: number | Front;
  readonly clock?: Clock;
  /** Text of the hub's `.github/accostage.yml` in place of the usual one. */
  readonly configuration?: string | undefined;
  /** Who reads the App's pages until they say who they are; without, those pages are off. */
  readonly visitor?: Login;
}

/** Starts everything on free ports of 127.0.0.1: real HTTP, real tokens, signed webhooks. */
export async function startSandbox({ port = 0, clock = systemClock, configuration, visitor }: SandboxOptions = {}): Promise<Sandbox> {
  const github = await startGitHub({ seed: populationWithIntruder, grants, webhookSecret: WEBHOOK_SECRET, port });
  await seedHub(github, { form: readShipped(shippedForm), ...(configuration === undefined ? {} : { configuration }) });
  await seedProjects(github);
  const ports = visitor === undefined ? { clock } : { clock, reader: readerOf({ github, visitor }), address: github.url };
  let service: Service | null = await startApp(github, ports);
  const urlOf = ({ port: listens }: Service) => `http://127.0.0.1:${listens}`;
  const app = urlOf(service);
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
      service ??= await startApp(github, ports);
    },
    appUrl: () => (service === null ? null : urlOf(service)),
    close: async () => {
      await stopApp();
      await github.close();
    },
  };
}

/** Who reads the App's pages: the one whom the top of every page names, seen by GitHub as it sees them. */
function readerOf(people: { readonly github: EmbeddedGitHub; readonly visitor: Login }): MakeReader {
  const { github, visitor } = people;
  return (sights) => async (request) => {
    const login = whoReads(people, request.headers.get('cookie') ?? undefined) ?? visitor;
    return readerByRights(await readPerson(github, login), sights);
  };
}

async function startApp(github: EmbeddedGitHub, ports: Pick<ServicePorts, 'clock' | 'reader' | 'address'>): Promise<Service> {
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
    { log: pino({ level: 'silent' }), ...ports },
  );
  await service.ready;
  github.relay.deliverTo(`http://127.0.0.1:${service.port}/api/github/webhooks`);
  return service;
}
