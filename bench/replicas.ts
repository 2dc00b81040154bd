import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startCluster } from '../test/postgres/cluster.ts';
import { type ChildServer, startChild } from './child.ts';
import { startApp } from './start-app.ts';

const DOSSIERS = 500;
const CALL_MS = 100;
/** Longer than a busy machine takes between two calls. */
const CALM_MS = 20_000;

const identity = z.object({ appId: z.number(), privateKey: z.string(), ways: z.array(z.number()) });
const counted = z.object({ calls: z.number(), writes: z.number() });
const judged = z.object({ lost: z.number(), doubles: z.number() });

/** What one and two replicas on PostgreSQL did with the same lives. */
export type ReplicasMeasured =
  | {
      readonly kind: 'measured';
      readonly one: Measured;
      readonly two: Measured;
      /** How much sooner two have done it. */ readonly gain: number;
    }
  | { readonly kind: 'not measured'; readonly because: string };

interface Measured {
  readonly lost: number;
  readonly doubles: number;
  readonly calls: number;
  readonly seconds: number;
  readonly callsPerSecond: number;
  /** Resident memory of each replica, before and while it works. */
  readonly memoryMb: readonly { readonly atRest: number; readonly loaded: number }[];
}

/**
 * Short whole lives on one replica and on two, each a process of its own on a local PostgreSQL: doubles, losses, the pace, memory. Each call takes 100 ms, eight at a time a
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
    return { kind: 'measured', one, two, gain: Math.round((100 * one.seconds) / two.seconds) / 100 };
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
    apps.push(await startApp({ appId, privateKey, url: `http://127.0.0.1:${way}` }, { settings: { DATABASE_URL: databaseUrl } }));
  await calm(github);
  const atRest = apps.map((app) => app.residentMemory());
  await github.ask(JSON.stringify(apps.map(({ port }) => port)));
  const before = counted.parse(await github.ask('calls')).calls;
  let seconds = 0;
  for (const act of ['open', 'end']) {
    await github.ask(act);
    const begun = performance.now();
    await github.ask('release');
    seconds += (await calm(github)) / 1_000 - begun / 1_000;
  }
  const loaded = apps.map((app) => app.residentMemory());
  const calls = counted.parse(await github.ask('calls')).calls - before;
  const { lost, doubles } = judged.parse(await github.ask('judge'));
  for (const app of apps) await app.stop();
  await github.stop();
  return {
    lost,
    doubles,
    calls,
    seconds: Math.round(seconds),
    callsPerSecond: Math.round((10 * calls) / seconds) / 10,
    memoryMb: atRest.map((mb, index) => ({ atRest: Math.round(mb), loaded: Math.round(loaded[index] ?? NaN) })),
  };
}

/** Resolves when no call was made for a while, with the instant after the last write. */
async function calm(github: ChildServer): Promise<number> {
  let [last, lastWrite] = [performance.now(), performance.now()];
  for (let seen = { calls: -1, writes: -1 }; performance.now() - last < CALM_MS;) {
    const now = counted.parse(await github.ask('calls'));
    if (now.calls !== seen.calls) last = performance.now();
    if (now.writes !== seen.writes) lastWrite = performance.now();
    seen = now;
    await wait(250);
  }
  return lastWrite;
}
