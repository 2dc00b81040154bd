import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { getRollbackPlans } from 'pg-boss';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { QueueBackend } from '../../src/queue/backend.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { openPostgres } from '../../src/queue/postgres/open-postgres.ts';
import { BOSS_VERSION, SCHEMA } from '../../src/queue/postgres/schema.ts';
import { QueueUnavailable } from '../../src/queue/queue-unavailable.ts';
import { done, type WorkQueue } from '../../src/queue/work-queue.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { common } from './common.ts';
import { type Proxy, startProxy } from './proxy.ts';
import { end, startReplica } from './start-replica.ts';

let cluster: Cluster;
let bases = 0;
let base: string;
let front: { readonly backend: QueueBackend; readonly queue: WorkQueue<string> };
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
  await cluster.sql('CREATE TABLE trace (id bigserial, key text, what text, process int, at timestamptz DEFAULT clock_timestamp())', base);
  front = await openFront();
});
afterEach(async () => {
  proxy.set('open');
  for (const child of children.splice(0)) await end(child, 'SIGKILL');
  await front.queue.drain();
  await front.backend.close();
});

/** What takes webhooks in, through the proxy, and runs nothing itself. */
async function openFront(): Promise<typeof front> {
  const opened = await openPostgres({
    connectionString: cluster.url({ base, port: proxy.port }),
    common,
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  if (!opened.ok) throw new Error(opened.message);
  const queue = opened.backend.createQueue<string>({
    reconcile: () => Promise.resolve(done),
    hubOf: (key) => key.split('#', 1)[0] ?? key,
    clock: systemClock,
    concurrency: 0,
    maxFailures: 3,
    setAsideFor: () => 0,
    backoff: () => 1_000,
    retryAtOf: () => null,
    isLimit: () => false,
    setAside: () => Promise.resolve(),
    observe: () => undefined,
  });
  return { backend: opened.backend, queue };
}

async function replica(options: Parameters<typeof startReplica>[2]): Promise<ChildProcess> {
  const child = await startReplica(cluster, base, options);
  children.push(child);
  return child;
}

const traceSchema = z.array(z.object({ key: z.string(), what: z.enum(['begin', 'end']), process: z.number() }));

async function trace() {
  return traceSchema.parse(await cluster.sql('SELECT key, what, process FROM trace ORDER BY id', base));
}

/** Keys that ran so many times to the end. */
async function ended(): Promise<ReadonlyMap<string, number>> {
  const runs = new Map<string, number>();
  for (const { key, what } of await trace()) if (what === 'end') runs.set(key, (runs.get(key) ?? 0) + 1);
  return runs;
}

/** Runs of a key that began while another one of it was under way, but for those that `killed` left open. */
async function overlaps(killed?: ChildProcess): Promise<readonly string[]> {
  const open = new Map<string, number>();
  const found: string[] = [];
  for (const { key, what, process } of await trace()) {
    const before = open.get(key);
    if (what === 'begin' && before !== undefined && before !== killed?.pid) found.push(key);
    if (what === 'begin') open.set(key, process);
    else open.delete(key);
  }
  return found;
}

async function until(isTrue: () => Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('not in time');
    await wait(100);
  }
}

async function atRest(): Promise<boolean> {
  const { ready, running, waiting } = await front.queue.stats();
  return ready + running + waiting === 0;
}

const keys = (count: number) => Array.from({ length: count }, (_, index) => `hub${index % 3}#${index}`);

/** As GitHub's failed deliveries are asked for again: what is refused on a machine that cannot follow is asked once more. */
async function deliver(key: string, cause: string): Promise<void> {
  const kept = () =>
    front.queue.add(key, cause).then(
      () => true,
      () => false,
    );
  await until(kept, 60_000);
}

async function addAll(count: number): Promise<void> {
  for (const key of keys(count)) await front.queue.add(key, 'x');
}

describe('deux exemplaires', () => {
  it('se partagent 200 clés ajoutées trois fois chacune : chacune à la fois une seule fois, la dernière après le dernier ajout, quand leurs horloges diffèrent d’une minute', async () => {
    const [one, other] = await Promise.all([replica({ runMs: 20 }), replica({ runMs: 20, skewMs: 60_000 })]);
    for (let time = 0; time < 3; time++) await Promise.all(keys(200).map((key) => deliver(key, `fois ${time}`)));
    await until(atRest, 60_000);
    const runs = await trace();
    expect(new Set(runs.map(({ key }) => key)).size).toBe(200);
    expect(await overlaps()).toEqual([]);
    expect(Math.max(...(await ended()).values())).toBeLessThanOrEqual(3);
    for (const { pid } of [one, other]) expect(runs.some(({ process }) => process === pid)).toBe(true);
  });

  it('un rendez-vous demandé par un exemplaire dont l’horloge avance d’une minute vient à l’heure', async () => {
    await replica({ runMs: 10, skewMs: 60_000 });
    const begun = Date.now();
    await front.queue.add('hub#1', 'encore');
    await until(async () => (await ended()).get('hub#1') === 2, 20_000);
    expect(Date.now() - begun).toBeGreaterThan(1_900);
    expect(Date.now() - begun).toBeLessThan(15_000);
  });

  it('l’un tué en pleine exécution, l’autre reprend en moins de 75 s : rien n’est perdu, rien n’est fait deux fois à la fois', async () => {
    const doomed = await replica({ runMs: 3_000 });
    await addAll(12);
    await until(async () => (await trace()).length >= 8, 20_000);
    await end(doomed, 'SIGKILL');
    await replica({ runMs: 50 });
    await until(async () => (await ended()).size === 12 && (await atRest()), 75_000);
    expect(await overlaps(doomed)).toEqual([]);
  });

  it('l’un arrêté par un déploiement finit ce qu’il fait, et laisse le reste', async () => {
    const leaving = await replica({ runMs: 500 });
    await addAll(20);
    await until(async () => (await trace()).length >= 8, 20_000);
    await end(leaving, 'SIGTERM');
    expect(leaving.exitCode).toBe(0);
    const { ready, running } = await front.queue.stats();
    expect({ running, left: ready }).toEqual({ running: 0, left: 20 - (await ended()).size });
    expect(await overlaps()).toEqual([]);
    await replica({ runMs: 10 });
    await until(async () => (await ended()).size === 20, 20_000);
    expect(Math.max(...(await ended()).values())).toBe(1);
  });
});

describe('PostgreSQL qui s’arrête', () => {
  it('un ajout est refusé avec 503 et la raison, puis tout reprend seul : rien de ce qui était promis n’est perdu', async () => {
    await replica({ runMs: 200 });
    await addAll(10);
    cluster.crash();
    const refused = await front.queue.add('hub#refusé', 'x').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(QueueUnavailable);
    expect(refused).toMatchObject({ status: 503 });
    expect(front.queue.obstacle()).toMatch(/^PostgreSQL: /);
    expect(front.queue.obstacle()).not.toContain('mot-de-passe');
    await wait(2_000);
    cluster.start();
    await until(() => Promise.resolve(front.queue.obstacle() === null), 15_000);
    await until(async () => (await ended()).size >= 10 && (await atRest()), 75_000);
    await front.queue.add('hub#après', 'x');
    await until(async () => (await ended()).has('hub#après'), 15_000);
  });

  it.each(['cut', 'mute'] as const)(
    'le réseau coupé (%s) : la réponse vient avant que GitHub n’abandonne, et tout reprend',
    async (way) => {
      const through = await replica({ runMs: 100, port: proxy.port });
      await addAll(5);
      await until(async () => (await ended()).size === 5, 20_000);
      proxy.set(way);
      const begun = Date.now();
      await expect(front.queue.add('hub#6', 'x')).rejects.toThrow(QueueUnavailable);
      expect(Date.now() - begun).toBeLessThan(9_000);
      expect(front.queue.obstacle()).not.toBeNull();
      proxy.set('open');
      await deliver('hub#6', 'x');
      await until(async () => (await ended()).has('hub#6') && (await atRest()), 75_000);
      expect(through.exitCode).toBeNull();
      expect(await overlaps()).toEqual([]);
    },
  );

  it('un PostgreSQL lent (100 ms par échange) retarde, et ne perd ni ne double rien', async () => {
    proxy.set('slow');
    await Promise.all([replica({ runMs: 10, port: proxy.port }), replica({ runMs: 10, port: proxy.port })]);
    await Promise.all(keys(10).map((key) => front.queue.add(key, 'x')));
    await until(async () => (await ended()).size === 10 && (await atRest()), 60_000);
    expect(await overlaps()).toEqual([]);
  });
});

it('un schéma d’une version d’avant est mis à jour au démarrage, et ce qui attendait part', async () => {
  await addAll(5);
  await front.queue.drain();
  await front.backend.close();
  await cluster.sql(getRollbackPlans(SCHEMA, BOSS_VERSION), base);
  expect(await cluster.sql(`SELECT version FROM ${SCHEMA}.version`, base)).toEqual([{ version: BOSS_VERSION - 1 }]);
  front = await openFront();
  expect(await cluster.sql(`SELECT version FROM ${SCHEMA}.version`, base)).toEqual([{ version: BOSS_VERSION }]);
  await replica({ runMs: 10 });
  await until(async () => (await ended()).size === 5, 20_000);
});
