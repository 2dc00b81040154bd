import { setImmediate } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { type Call, type CallCounts, countCalls } from '../../../sandbox/emulator/request-log.ts';
import type { Limits } from '../../../sandbox/emulator/limits.ts';
import type { GitHubSeed } from '../../../sandbox/emulator/seed.ts';
import { type AppGrants, type EmbeddedGitHub, startGitHub } from '../../../sandbox/emulator/start-github.ts';
import { grants as usualGrants } from '../../../sandbox/seed/grants.ts';
import type { Login } from '../../../sandbox/seed/people.ts';
import { HUB, population } from '../../../sandbox/seed/population.ts';
import { seedHub, seedLabels, seedProjects } from '../../../sandbox/seed/seed-hub.ts';
import { readDefaults } from '../../../src/defaults.ts';
import { labelsOf } from '../../../src/github/labels.ts';
import type { Clock } from '../../../src/queue/clock.ts';
import { type DossierView, readDossier } from '../../../sandbox/emulator/dossier-view.ts';
import { type MovableClock, startClock } from '../../../sandbox/movable-clock.ts';
import { type Person, person } from '../../../sandbox/emulator/person.ts';

/** What the App is started with. */
export interface AppEnvironment {
  readonly apiUrl: string;
  readonly appId: number;
  readonly appLogin: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly installationId: number;
  /** `owner/name`. */
  readonly hub: string;
  readonly clock: Clock;
}

export interface RunningApp {
  /** Base URL; webhooks go to `/api/github/webhooks` below it. */
  readonly url: string;
  /** Resolves when the App has nothing left to do now; what waits for a time does not count. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

type StartApp = (environment: AppEnvironment) => Promise<RunningApp>;

export interface WorldOptions {
  readonly startApp: StartApp;
  /** When the world begins; by default an ordinary Monday morning. */
  readonly at?: Date;
  /** Text of the hub's issue form; by default the shipped one. */
  readonly form?: string;
  /** Text of the hub's `.github/accostage.yml`, null for none; by default the sandbox's. With it, or with a form, the hub has no labels yet. */
  readonly configuration?: string | null;
  readonly seed?: GitHubSeed;
  readonly grants?: AppGrants;
  /** What GitHub gives each installation; by default as much as one asks for. */
  readonly limits?: Limits;
  /** Whether the projects' repositories get their files; by default they stay empty, which is faster. */
  readonly projects?: 'empty' | 'filled';
}

/** A fresh GitHub with the App at work in it. */
export interface World {
  readonly github: EmbeddedGitHub;
  /**
   * Somebody in a repository, by default the hub. What they do once the world has settled happens in a later second than all before: GitHub tells seconds, so that
   * the order of two acts would else hang on the machine's speed. What they do without waiting may share a second.
   */
  as(login: Login, repository?: string): Person;
  dossier(number: number): Promise<DossierView>;
  /** Resolves when all events were delivered and the App has reacted to all of them; throws when that never ends. */
  settle(): Promise<void>;
  /** Jumps in time; timers of the App that come due fire. Does not settle. */
  advance(duration: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void;
  /** Settles, and lets the looks pass that the App wants within a minute or so: at what it just proposed, at what it just created. For tests that count calls. */
  rest(): Promise<void>;
  /** The calls of the App so far (reads, writes, of which content), and each of them; `world.github.requests.clear()` starts anew. */
  appCalls(): CallCounts & { readonly list: readonly Call[] };
  /** Stops the App as a crash between two deliveries would: events are lost until `startApp`. */
  stopApp(): Promise<void>;
  startApp(): Promise<void>;
  close(): Promise<void>;
}

const SHIPPED_FORM = new URL('../../../issue-templates/embarquement.yml', import.meta.url);
const MONDAY_MORNING = new Date('2026-03-02T09:00:00Z');
const WEBHOOK_SECRET = 'secret-du-monde';

/** Rounds of events and reactions after which the App is taken to answer itself for ever. */
const ROUNDS = 200;

/** Starts a world; `close` it, also after a failure. Only one at a time in a process, since it moves the process's `Date`. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const clock = startClock(options.at ?? MONDAY_MORNING);
  const undo = [() => Promise.resolve(clock.stop())];
  try {
    const { seed = population, grants = usualGrants } = options;
    const github = await startGitHub({ seed, grants, webhookSecret: WEBHOOK_SECRET, port: 0, ...limitsOf(options) });
    undo.unshift(() => github.close());
    await seedHub(github, { form: options.form ?? (await readFile(SHIPPED_FORM, 'utf8')), ...configurationOf(options) });
    if (isShipped(options)) await seedLabels(github, labelsOf(readDefaults().procedure));
    if (options.projects === 'filled') await seedProjects(github);
    github.requests.clear();
    const app = createAppSwitch({ github, clock, start: options.startApp });
    await app.start();
    return worldOf(github, { clock, app });
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/** The hub of most tests follows the shipped process, and has its labels already: to make a dozen of them is most of what the App does at a first start. */
function isShipped({ form, configuration }: WorldOptions): boolean {
  return form === undefined && configuration === undefined;
}

function limitsOf({ limits }: WorldOptions): { limits?: Limits } {
  return limits === undefined ? {} : { limits };
}

function configurationOf({ configuration }: WorldOptions): { configuration?: string | null } {
  return configuration === undefined ? {} : { configuration };
}

/** Looks that follow one another before a dossier is left alone: its own second look, the one after a creation, one for what these found. */
const LOOKS = 3;

const SECOND_MS = 1_000;

/** The beginning of the second after an instant, both in milliseconds. */
const secondAfter = (instant: number) => (Math.floor(instant / SECOND_MS) + 1) * SECOND_MS;

function worldOf(github: EmbeddedGitHub, { clock, app }: { clock: MovableClock; app: AppSwitch }): World {
  const advance: World['advance'] = ({ days = 0, hours = 0, minutes = 0 }) => clock.advance(((days * 24 + hours) * 60 + minutes) * 60_000);
  /** When the world last came to rest, in milliseconds. */
  let rested = Number.NEGATIVE_INFINITY;
  const settled = async () => {
    await settle(github, app);
    rested = Date.now();
  };
  const beforeAct = () => {
    const left = secondAfter(rested) - Date.now();
    if (left > 0) clock.advance(left);
  };
  const rest = async () => {
    await settled();
    for (let look = 0; look < LOOKS; look += 1) {
      advance({ minutes: 1 });
      await settled();
    }
  };
  return {
    github,
    as: (login, repository = HUB) => person(login, { url: github.url, repository, beforeAct }),
    dossier: (number) => readDossier(github.url, { repository: HUB, number, reader: 'nadia-dnum' }),
    settle: settled,
    rest,
    advance,
    appCalls: () => {
      const list = github.requests.of('installation');
      return { ...countCalls(list), list };
    },
    stopApp: () => app.stop(),
    startApp: () => app.start(),
    close: async () => {
      await app.stop();
      await github.close();
      clock.stop();
    },
  };
}

interface AppSwitch {
  start(): Promise<void>;
  stop(): Promise<void>;
  settle(): Promise<void>;
}

function createAppSwitch({ github, clock, start }: { github: EmbeddedGitHub; clock: Clock; start: StartApp }): AppSwitch {
  let running: RunningApp | null = null;
  const { url: apiUrl, appId, appLogin, privateKey, webhookSecret, installationId } = github;
  return {
    start: async () => {
      running ??= await start({ apiUrl, appId, appLogin, privateKey, webhookSecret, installationId, hub: HUB, clock });
      github.relay.deliverTo(`${running.url}/api/github/webhooks`);
    },
    stop: async () => {
      github.relay.deliverTo(null);
      const stopping = running;
      running = null;
      await stopping?.close();
    },
    settle: async () => running?.settle(),
  };
}

async function settle(github: EmbeddedGitHub, app: AppSwitch): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = activity(github);
    // What a timer began goes on by promises, which nothing shows: it is under way once these have run.
    await setImmediate();
    await github.relay.settle();
    await app.settle();
    await github.relay.settle();
    if (activity(github) === before) return;
  }
  throw new Error('the App never comes to rest: it reacts to its own events');
}

function activity({ relay, requests }: EmbeddedGitHub): number {
  const attempts = relay.deliveries().reduce((sum, delivery) => sum + 1 + delivery.attempts.length, 0);
  return attempts + requests.of('installation').length;
}
