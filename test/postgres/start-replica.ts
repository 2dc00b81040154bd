import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Cluster } from './cluster.ts';

export interface ReplicaOptions {
  readonly runMs: number;
  readonly skewMs?: number;
  /** The port of PostgreSQL, as that process sees it. */
  readonly port?: number;
  /** As its code was released before (`former.ts`). */
  readonly release?: 'present' | 'former' | 'too old';
}

/** Starts a process that shares the queue of a base, ready to run keys. Rejects with what it says where it may not start. */
export async function startReplica(cluster: Cluster, base: string, options: ReplicaOptions): Promise<ChildProcess> {
  const child = spawnReplica(cluster, base, options);
  if (child.stdout === null) throw new Error('no output to read');
  const [said]: unknown[] = await once(child.stdout, 'data');
  if (String(said) !== 'ready\n') throw new Error(String(said));
  return child;
}

/** The same process as it begins to start. */
export function spawnReplica(
  { url }: Cluster,
  base: string,
  { runMs, skewMs = 0, port, release = 'present' }: ReplicaOptions,
): ChildProcess {
  const args = [
    ...(release === 'present' ? [] : ['--import', './test/postgres/former.ts']),
    'test/postgres/replica.ts',
    url({ base, ...(port === undefined ? {} : { port }) }),
    url({ base }),
    String(runMs),
    String(skewMs),
  ];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...process.env, RELEASE: release } });
}

/** Delivers a key to it; what it answers, `kept` where the key is in the queue. One at a time. */
export async function deliverTo(child: ChildProcess, key: string): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(key);
  return (await answer)[0];
}

/** Ends it: at once, or as a deployment does. */
export async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
