import { readFile } from 'node:fs/promises';
import { answerHere } from '../../sandbox/emulator/calls-here.ts';
import type { Payload } from '../../sandbox/emulator/delivery.ts';
import type { Limits } from '../../sandbox/emulator/limits.ts';
import { type EmbeddedGitHub, startGitHub } from '../../sandbox/emulator/start-github.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { grants } from '../../sandbox/seed/grants.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { seedHub } from '../../sandbox/seed/seed-hub.ts';
import type { Settings } from '../../src/config/env.ts';
import type { LookForHelm } from '../../src/helm/keep-looking.ts';
import type { QueueBackend } from '../../src/queue/backend.ts';
import { type AppProcess, type Life, startProcess } from './app-process.ts';
import { type InFlight, watchProcess } from './in-flight.ts';
import { type CallMade, createNetwork, never } from './network.ts';
import { hubsOf, owner, populationFor, type Town } from './population.ts';
import { createPostOffice, type PostOffice } from './post-office.ts';
import { draw } from './chance.ts';
import { calm, type Misfortune, type Profile } from './profile.ts';
import type { Tally } from './tally.ts';
import { startVirtualTime, type VirtualTime } from './virtual-time.ts';

/** A GitHub, the App on it, and a time that moves only when both are at rest. */
export interface World {
  readonly github: EmbeddedGitHub;
  readonly time: VirtualTime;
  readonly inFlight: InFlight;
  /** The name of the usual hub now. */
  readonly hub: () => string;
  /** Lets the time pass until then, with all that happens meanwhile. */
  passUntil(time: number): Promise<void>;
  /** GitHub tells the App of something. */
  send(event: string, payload: Payload): void;
  /** From now on nothing goes wrong any more. */
  mend(): void;
  /** A larger misfortune begins; it ends by itself. */
  befall(misfortune: Misfortune): Promise<void>;
  /** Every process stops, and one starts again. */
  restart(): Promise<void>;
  /** The same, and that one looks at everything twice; for it no date comes meanwhile, so that nothing falls due. */
  lookAgain(): Promise<void>;
  stats(): ReturnType<AppProcess['stats']>;
  readonly log: readonly string[];
  /** The calls to GitHub, in order. */
  readonly calls: readonly CallMade[];
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  readonly dossiers: number;
  readonly town: Town;
  readonly profile: Profile;
  readonly tally: Tally;
  /** Several processes on one database; one that is alone by default. */
  readonly replicas?: Replicas;
  /** In the place of those of a simulation. */
  readonly settings?: Partial<Settings>;
  /** What GitHub gives each installation; without, as much as one asks for. */
  readonly limits?: Limits;
  /** Each call takes as many milliseconds, and meets no fault; without, as the profile says. */
  readonly steadyMs?: number;
  /** Where each call takes as many: those that nobody ever answers, by their path. */
  readonly hangs?: (path: string) => boolean;
  /** What looks for Helm for whoever checks a commit; without, nothing does. */
  readonly helm?: (time: Pick<VirtualTime, 'sleep'>) => LookForHelm;
}

/** How many processes there are, and what they share. */
export interface Replicas {
  readonly count: number;
  readonly open: (around: Pick<World, 'inFlight' | 'time'>) => Promise<SharedDatabase>;
}

/** A database that lives by the world's time. */
export interface SharedDatabase {
  readonly backend: (life: Life) => Promise<QueueBackend>;
  /** Before the time moves to then. */
  readonly moveTo: (time: number) => Promise<void>;
  /** A process is about to write, at that place of a scene. */
  readonly wrote: (write: number) => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

/** The clocks of machines disagree by as much. */
const SKEW_MS = 60_000;

const WEBHOOK_SECRET = 'secret-du-webhook-de-la-simulation';
export const stateSecrets = ['secret-de-signature-de-la-simulation', 'secret-de-signature-suivant'] as const;
/** An ordinary Monday morning. */
export const START = new Date('2027-01-04T08:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SWEEP_MS = 60 * MINUTE;
/** From a look of `lookAgain` to the next; a token of the App's own lasts as long. */
const LOOK_MS = 10 * MINUTE;
const RENAMED = 'dnum-mi/accompagnement';

/** Starts a world; `close` it, also after a failure. Only one at a time in a process, since it moves its time. */
export async function startWorld({ seed, dossiers, town, profile: given, tally, replicas, ...more }: WorldOptions): Promise<World> {
  let office: PostOffice | null = null;
  const github = await startGitHub({
    seed: populationFor(dossiers, town),
    grants,
    webhookSecret: WEBHOOK_SECRET,
    port: 0,
    carry: (event, payload) => office?.send(event, payload),
    ...(more.limits === undefined ? {} : { limits: more.limits }),
  });
  const form = await readFile(new URL('../../issue-templates/embarquement.yml', import.meta.url), 'utf8');
  const [, ...others] = hubsOf(town);
  for (const one of hubsOf(town)) await seedHub(github, { form, hub: one });
  const forgetNames = answerHere(github.url, async (call) => {
    const answer = await github.ask(call);
    // GitHub follows the old name of a repository.
    return answer.status === 404 && call.path.includes(HUB) ? github.ask({ ...call, path: call.path.replace(HUB, RENAMED) }) : answer;
  });
  const inFlight = watchProcess();
  const time = startVirtualTime(START, draw(seed, 'random'));
  const count = replicas?.count ?? 1;
  const shared = (await replicas?.open({ inFlight, time })) ?? null;

  let profile = given;
  let settings: Settings = { ...settingsFor(github), hubs: hubsOf(town), ...more.settings };
  let outage: (() => Response) | null = null;
  let hub = HUB;
  let processes: AppProcess[] = [];
  const log: string[] = [];
  const calls: CallMade[] = [];
  const { steadyMs, hangs = () => false } = more;
  const steady = (ms: number) => () => async (url: string, request: RequestInit) => {
    await time.sleep(ms);
    if (hangs(new URL(url).pathname)) return never(request.signal ?? null, time);
    return inFlight.during(() => github.fetch(url, request));
  };
  const network =
    steadyMs !== undefined
      ? steady(steadyMs)
      : createNetwork({
          seed,
          profile: () => profile,
          time,
          inFlight,
          tally,
          fetch: (url, options) => github.fetch(url, options),
          outage: () => outage?.() ?? null,
          made: (call) => void calls.push(call),
          wrote: (write) => shared?.wrote(write),
        });
  office = createPostOffice({
    seed,
    profile: () => profile,
    time,
    inFlight,
    tally,
    secret: WEBHOOK_SECRET,
    appId: github.appId,
    receivers: (lot) => {
      const reached = profile.reaches === 'each' ? processes : [processes[Math.floor(lot * processes.length)] ?? []].flat();
      return reached.map(({ port }) => port);
    },
  });

  async function start(): Promise<AppProcess> {
    const process = await startProcess({
      settings,
      time,
      inFlight,
      network,
      shared: shared?.backend ?? null,
      helm: more.helm?.(time) ?? null,
      log: (line) => void log.push(line),
      died: (incidents) => {
        for (const [name, times] of Object.entries(incidents)) if (times > 0) tally.add(`incident ${name}`, times);
        processes = processes.filter((one) => one.isAlive());
        // An operator's platform starts it again.
        if (processes.length < count && !stopping) time.at(time.now() + 20_000, () => void inFlight.during(start));
      },
    });
    if (shared !== null && started % 2 === 1) process.skew(SKEW_MS);
    started += 1;
    processes = [...processes, process].filter((one) => one.isAlive());
    return process;
  }

  async function startAll(): Promise<void> {
    for (let one = 0; one < count; one += 1) await start();
  }

  let started = 0;
  let stopping = false;
  async function stopAll(): Promise<void> {
    stopping = true;
    const stopped = Promise.all(processes.map((one) => one.stop()));
    await passWhile(stopped);
    stopping = false;
  }

  /** Some of what stops waits for a timer. */
  async function passWhile(work: Promise<unknown>): Promise<void> {
    const awaited = { ended: false };
    void work.finally(() => (awaited.ended = true));
    for (await inFlight.quiet(); !awaited.ended; await inFlight.quiet()) await moveTo(time.next() ?? time.now());
  }

  async function passUntil(end: number): Promise<void> {
    for (;;) {
      await inFlight.quiet();
      const next = time.next();
      if (next === null || next > end) break;
      await moveTo(next);
    }
    await moveTo(end);
    await inFlight.quiet();
  }

  async function moveTo(then: number): Promise<void> {
    await shared?.moveTo(then);
    time.moveTo(then);
  }

  const restart = async (changes: Partial<Settings> = {}) => {
    await stopAll();
    settings = { ...settings, ...changes };
    await startAll();
  };

  async function befall(misfortune: Misfortune): Promise<void> {
    tally.add(misfortune);
    switch (misfortune) {
      case 'unauthorised':
        outage = () => Response.json({ message: 'Bad credentials' }, { status: 401 });
        time.at(time.now() + 10 * MINUTE, () => (outage = null));
        return;
      case 'suspended':
        outage = () => Response.json({ message: 'This installation has been suspended' }, { status: 403 });
        time.at(time.now() + HOUR, () => {
          outage = null;
          const installation = { id: github.installationId, account: { login: 'dnum-mi' } };
          office?.send('installation', { action: 'unsuspend', installation, sender: { login: owner } });
        });
        return;
      case 'overlap':
      case 'twins': {
        const before = processes;
        await start();
        time.at(time.now() + (misfortune === 'twins' ? HOUR : 2_000), () => {
          for (const one of before) void one.stop();
        });
        return;
      }
      case 'clock-back':
      case 'clock-forward': {
        const shaken = processes;
        for (const one of shaken) one.skew(misfortune === 'clock-back' ? -HOUR : HOUR);
        time.at(time.now() + 3 * HOUR, () => {
          for (const one of shaken) one.skew(0);
        });
        return;
      }
      case 'hub-renamed':
        await stopAll();
        await person(owner, { url: github.url, repository: hub }).call({
          method: 'PATCH',
          path: `/repos/${hub}`,
          body: { name: RENAMED.split('/')[1] },
        });
        hub = RENAMED;
        return restart({ hubs: [RENAMED, ...others] });
      case 'secret-rotated':
        return restart({ stateSecret: stateSecrets[1], stateSecretPrevious: stateSecrets[0] });
      default:
        return misfortune satisfies never;
    }
  }

  await startAll();
  return {
    github,
    time,
    inFlight,
    hub: () => hub,
    passUntil,
    send: (event, payload) => office?.send(event, payload),
    befall,
    restart: () => restart(),
    lookAgain: async () => {
      await restart({ sweepIntervalMs: LOOK_MS });
      for (const one of processes) one.stopDate();
      await passUntil(time.now() + LOOK_MS * 2);
    },
    mend: () => {
      profile = calm;
      shared?.mend();
    },
    stats: () => processes[0]?.stats() ?? Promise.resolve({ ready: 0, running: 0, waiting: 0, setAside: 0 }),
    log,
    calls,
    close: async () => {
      await stopAll();
      await shared?.close();
      office?.close();
      time.stop();
      inFlight.stop();
      forgetNames();
      await github.close();
    },
  };
}

function settingsFor(github: EmbeddedGitHub): Omit<Settings, 'hubs'> {
  return {
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecret: WEBHOOK_SECRET,
    githubApiUrl: github.url,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'info',
    stateSecret: stateSecrets[0],
    stateSecretPrevious: null,
    owners: [],
    notices: [],
    sweepIntervalMs: SWEEP_MS,
    dryRun: false,
    githubThrottling: 'on',
    databaseUrl: null,
    signIn: { kind: 'off', missing: [] },
    portfolioToken: null,
  };
}
