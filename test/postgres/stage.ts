import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import type { QueueBackend } from '../../src/queue/backend.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { openPostgres } from '../../src/queue/postgres/open-postgres.ts';
import { done } from '../../src/queue/result.ts';
import type { WorkQueue } from '../../src/queue/work-queue.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { common, quietRules } from './common.ts';
import { type Proxy, startProxy } from './proxy.ts';
import { end, type ReplicaOptions, startReplica } from './start-replica.ts';

/** What takes webhooks in, through the proxy, and runs nothing itself. */
interface Front {
  readonly backend: QueueBackend;
  readonly queue: WorkQueue<string>;
}

/** A PostgreSQL for the tests of a file, with a base for each of them that processes share; `front` is the test's own, opened before it. */
export interface Stage {
  readonly cluster: Cluster;
  readonly base: string;
  readonly proxy: Proxy;
  readonly front: Front;
  /** Opens the front anew, after it was closed. */
  readonly openFront: () => Promise<void>;
  readonly closeFront: () => Promise<void>;
  readonly replica: (options: ReplicaOptions) => Promise<ChildProcess>;
  readonly trace: () => Promise<z.infer<typeof traceSchema>>;
  /** Keys that ran so many times to the end. */
  readonly ended: () => Promise<ReadonlyMap<string, number>>;
  /** Runs of a key that began while another one of it was under way, but for those that `killed` left open. */
  readonly overlaps: (killed?: ChildProcess) => Promise<readonly string[]>;
  readonly isAtRest: () => Promise<boolean>;
}

/** Prepares it around each test of the file that calls this. */
export function useStage(): Stage {
  let cluster: Cluster;
  let bases = 0;
  let base: string;
  let front: Front;
  let proxy: Proxy;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    cluster = await startCluster();
    proxy = await startProxy(cluster.port);
  });
  afterAll(async () => {
    await proxy.close();
    cluster.remove();
  });
  beforeEach(async () => {
    bases += 1;
    base = `base${bases}`;
    await cluster.sql(`CREATE DATABASE ${base}`);
    await cluster.sql(
      'CREATE TABLE trace (id bigserial, key text, what text, process int, heard text, at timestamptz DEFAULT clock_timestamp())',
      base,
    );
    front = await openFront(cluster.url({ base, port: proxy.port }));
  });
  afterEach(async () => {
    proxy.set('open');
    for (const child of children.splice(0)) await end(child, 'SIGKILL');
    await closeFront();
  });

  async function closeFront(): Promise<void> {
    await front.queue.drain();
    await front.backend.close();
  }

  async function trace() {
    return traceSchema.parse(await cluster.sql('SELECT key, what, process, heard FROM trace ORDER BY id', base));
  }

  return {
    get cluster() {
      return cluster;
    },
    get base() {
      return base;
    },
    get proxy() {
      return proxy;
    },
    get front() {
      return front;
    },
    openFront: async () => {
      front = await openFront(cluster.url({ base, port: proxy.port }));
    },
    closeFront,
    replica: async (options) => {
      const child = await startReplica(cluster, base, options);
      children.push(child);
      return child;
    },
    trace,
    ended: async () => {
      const runs = new Map<string, number>();
      for (const { key, what } of await trace()) if (what === 'end') runs.set(key, (runs.get(key) ?? 0) + 1);
      return runs;
    },
    overlaps: async (killed) => {
      const open = new Map<string, number>();
      const found: string[] = [];
      for (const { key, what, process } of await trace()) {
        const before = open.get(key);
        if (what === 'begin' && before !== undefined && before !== killed?.pid) found.push(key);
        if (what === 'begin') open.set(key, process);
        else open.delete(key);
      }
      return found;
    },
    isAtRest: async () => {
      const { ready, running, waiting } = await front.queue.stats();
      return ready + running + waiting === 0;
    },
  };
}

const traceSchema = z.array(
  z.object({ key: z.string(), what: z.enum(['begin', 'end']), process: z.number(), heard: z.string().nullable() }),
);

async function openFront(connectionString: string): Promise<Front> {
  const opened = await openPostgres({ connectionString, common, clock: systemClock, log: pino({ level: 'silent' }) });
  if (!opened.ok) throw new Error(opened.message);
  const queue = opened.backend.createQueue<string>({
    ...quietRules,
    reconcile: () => Promise.resolve(done),
    clock: systemClock,
    concurrency: 0,
  });
  return { backend: opened.backend, queue };
}

/** Resolves once it is true. Rejects after that time. */
export async function until(isTrue: () => Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('not in time');
    await wait(100);
  }
}
