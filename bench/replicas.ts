import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startCluster } from '../test/postgres/cluster.ts';
import { type ChildServer, startChild } from './child.ts';
import { hubs } from './many-hubs.ts';
import { startApp } from './start-app.ts';

const DOSSIERS = 500;
/** So long that calls, and not the processors that three processes share, say how fast a replica is. */
const CALL_MS = 500;
/** Lives that are not at their end by then are lost. */
const LONGEST_MS = 3_600_000;
/** No call for so long: nothing more comes by itself. */
const CALM_MS = 20_000;

const identity = z.object({ appId: z.number(), privateKey: z.string(), ways: z.array(z.number()) });
const counted = z.object({ calls: z.number(), open: z.number(), end: z.number(), refused: z.number() });
const judged = z.object({ lost: z.number(), doubles: z.number() });

/** What one and two replicas on PostgreSQL did with the same lives. */
export type ReplicasMeasured =
  | {
      readonly kind: 'measured';
      readonly dossiers: number;
      readonly callMs: number;
      readonly one: Measured;
      readonly two: Measured;
      /** How much sooner two have done it. */ readonly gain: number;
    }
  | { readonly kind: 'not measured'; readonly because: string };

interface Measured {
  readonly lost: number;
  readonly doubles: number;
  /** Deliveries that a replica did not take: none is sent again here. */
  readonly refused: number;
  readonly calls: number;
  /** Until the last dossier was answered, and then until the last was closed, together. */
  readonly seconds: number;
  /** Of the embedded GitHub and of each replica, in seconds. Together beyond what the machine has, they and not the calls would be measured. */
  readonly processor: { readonly github: number; readonly replicas: readonly number[] };
  /** Resident memory of each replica, before and while it works. */
  readonly memoryMb: readonly { readonly atRest: number; readonly loaded: number }[];
}

/**
 * Short whole lives on one replica and on two, each a process of its own on a local PostgreSQL: doubles, losses, the pace, memory. Each call takes half a second, eight at a time a
 * replica. Where PostgreSQL is not installed, says so. `dossiers` and `callMs` for a look at it.
 */
export async function benchReplicas({ dossiers = DOSSIERS, callMs = CALL_MS } = {}): Promise<ReplicasMeasured> {
  if (!existsSync('/usr/lib/postgresql'))
    return { kind: 'not measured', because: 'PostgreSQL is not installed: apt-get install postgresql' };
  const cluster = await startCluster();
  try {
    const lived = async (count: number) => {
      const base = `replicas${count}`;
      await cluster.sql(`CREATE DATABASE ${base}`);
      return live({ count, dossiers, callMs, databaseUrl: cluster.url({ base }) });
    };
    const one = await lived(1);
    const two = await lived(2);
    return { kind: 'measured', dossiers, callMs, one, two, gain: Math.round((100 * one.seconds) / two.seconds) / 100 };
  } finally {
    cluster.remove();
  }
}

interface Lives {
  readonly count: number;
  readonly dossiers: number;
  readonly callMs: number;
  readonly databaseUrl: string;
}

async function live({ count, dossiers, callMs, databaseUrl }: Lives): Promise<Measured> {
  const github = await startChild(['bench/lives.ts'], { DOSSIERS: String(dossiers), CALL_MS: String(callMs) });
  const { appId, privateKey, ways } = identity.parse(github.told);
  const apps: ChildServer[] = [];
  for (const way of ways.slice(0, count))
    apps.push(
      await startApp(
        { appId, privateKey, url: `http://127.0.0.1:${way}` },
        { settings: { DATABASE_URL: databaseUrl, HUBS: hubs.join(',') } },
      ),
    );
  await calm(github);
  const atRest = apps.map((app) => app.residentMemory());
  await github.ask(JSON.stringify(apps.map(({ port }) => port)));
  const before = (await countsOf(github)).calls;
  const processors = [github, ...apps].map((child) => child.processorMs());
  let seconds = 0;
  for (const act of ['open', 'end'] as const) {
    await github.ask(act);
    const begun = performance.now();
    await github.ask('release');
    seconds += ((await allReached(github, act, dossiers)) - begun) / 1_000;
  }
  // Open dossiers are looked at again and again for what they wait for; closed ones are not.
  await calm(github);
  const loaded = apps.map((app) => app.residentMemory());
  const [ofGitHub = NaN, ...ofApps] = [github, ...apps].map((child, index) =>
    Math.round((child.processorMs() - (processors[index] ?? NaN)) / 1_000),
  );
  const { calls, refused } = await countsOf(github);
  const { lost, doubles } = judged.parse(await github.ask('judge'));
  for (const app of apps) await app.stop();
  await github.stop();
  return {
    lost,
    doubles,
    refused,
    calls: calls - before,
    seconds: Math.round(seconds),
    processor: { github: ofGitHub, replicas: ofApps },
    memoryMb: atRest.map((mb, index) => ({ atRest: Math.round(mb), loaded: Math.round(loaded[index] ?? NaN) })),
  };
}

async function countsOf(github: ChildServer): Promise<z.infer<typeof counted>> {
  return counted.parse(await github.ask('counts'));
}

/** Resolves when each dossier was answered, or closed, with that instant; or with the instant at which they are given up. */
async function allReached(github: ChildServer, act: 'open' | 'end', dossiers: number): Promise<number> {
  const deadline = performance.now() + LONGEST_MS;
  while ((await countsOf(github))[act] < dossiers && performance.now() < deadline) await wait(250);
  return performance.now();
}

/** Resolves when no call was made for a while. */
async function calm(github: ChildServer): Promise<void> {
  let last = performance.now();
  for (let seen = -1; performance.now() - last < CALM_MS; await wait(250)) {
    const { calls } = await countsOf(github);
    if (calls !== seen) last = performance.now();
    seen = calls;
  }
}
