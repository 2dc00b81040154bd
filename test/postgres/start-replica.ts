import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Cluster } from './cluster.ts';

export interface ReplicaOptions {
  readonly runMs: number;
  readonly skewMs?: number;
  /** The port of PostgreSQL, as that process sees it. */
  readonly port?: number;
}

/** Starts a process that shares the queue of a base, ready to run keys. */
export async function startReplica({ url }: Cluster, base: string, { runMs, skewMs = 0, port }: ReplicaOptions): Promise<ChildProcess> {
  const args = [
    'test/postgres/replica.ts',
    url({ base, ...(port === undefined ? {} : { port }) }),
    url({ base }),
    String(runMs),
    String(skewMs),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error('the replica ended');
    }),
  ]);
  return child;
}

/** Ends it: at once, or as a deployment does. */
export async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
