import { createLog } from '../../src/log.ts';
import type { Settings } from '../../src/config/env.ts';
import { CALL_TIMEOUT_MS, fetchWithin, type Send } from '../../src/github/checked-fetch.ts';
import { type Service, startService } from '../../src/service.ts';
import { memoryBackend, type QueueBackend } from '../../src/queue/backend.ts';
import type { LookForHelm } from '../../src/helm/keep-looking.ts';
import type { Clock } from '../../src/queue/clock.ts';
import type { QueueStats } from '../../src/queue/work-queue.ts';
import type { Caller } from './network.ts';
import type { InFlight } from './in-flight.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One process of the App, that may die at any call. */
export interface AppProcess {
  readonly port: number;
  isAlive(): boolean;
  stats(): Promise<QueueStats>;
  /** Its clock goes wrong by so many milliseconds. */
  skew(ms: number): void;
  /** Its date stays what it is now; what it waits for comes all the same. */
  stopDate(): void;
  /** All that it knew is lost, and nothing that it had begun goes on. */
  kill(): void;
  /** As a deployment stops it: what runs may end. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly settings: Settings;
  readonly time: VirtualTime;
  readonly inFlight: InFlight;
  readonly network: (caller: Caller) => Send;
  /** Where the processes share their queue; null for one that is alone. Whatever it answers once this one is dead is lost. */
  readonly shared: ((life: Life) => Promise<QueueBackend>) | null;
  /** What looks for Helm; null where nothing does. */
  readonly helm: LookForHelm | null;
  /** Gets each line of its log. */
  readonly log: (line: string) => void;
  /** Gets what it counted of rare things. */
  readonly died: (incidents: ReturnType<Service['incidents']>) => void;
}

/** What a queue that is shared knows of a process. */
export interface Life {
  readonly clock: Clock;
  readonly isAlive: () => boolean;
}

/** Starts the whole App as production does, but for its clock and its way to GitHub. */
export async function startProcess({ settings, time, inFlight, network, shared, helm, log, died }: ProcessOptions): Promise<AppProcess> {
  let alive = true;
  let offset = 0;
  let stopped: Date | null = null;
  const told = new Set<() => void>();
  const die = () => {
    if (!alive) return;
    alive = false;
    for (const tell of told) tell();
    died(service.incidents());
  };
  const caller: Caller = {
    isAlive: () => alive,
    die: () => {
      die();
      void service.close();
    },
    onDeath: (tell) => {
      told.add(tell);
      return () => told.delete(tell);
    },
  };
  const now = () => stopped ?? new Date(time.now() + offset);
  const clock: Clock = {
    now,
    elapsed: () => time.now(),
    setTimer: (afterMs, fire) => time.at(time.now() + Math.max(0, afterMs), () => (alive ? fire() : undefined)),
  };
  const backend = shared === null ? memoryBackend : await inFlight.during(() => shared({ clock, isAlive: () => alive }));
  const service = await inFlight.during(() =>
    startService(settings, {
      backend,
      clock,
      log: createLog(settings.logLevel, { write: (line: string) => (alive ? log(line) : undefined) }),
      send: fetchWithin(CALL_TIMEOUT_MS, network(caller)),
      ...(helm === null ? {} : { helm }),
    }),
  );
  return {
    port: service.port,
    isAlive: () => alive,
    stats: service.stats,
    skew: (ms) => {
      offset = ms;
    },
    stopDate: () => {
      stopped = now();
    },
    kill: caller.die,
    stop: async () => {
      await service.close();
      die();
    },
  };
}
