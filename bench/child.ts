import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A server in a process of its own. */
export interface ChildServer {
  readonly port: number;
  /** The whole line by which it told its port. */
  readonly told: object;
  /** Sends it a message; resolves with its answer. One at a time. */
  readonly ask: (message: string | number) => Promise<unknown>;
  /** Resident memory, in MB. */
  readonly residentMemory: () => number;
  /** Time of processor that it took so far, in milliseconds. */
  readonly processorMs: () => number;
  /** Sends SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

const listening = z.looseObject({ msg: z.literal('listening'), port: z.number() });

/** Starts Node with these arguments, from the root of the repository, and waits for the line of its output that tells its port. */
export async function startChild(args: readonly string[], env: Readonly<Record<string, string>>): Promise<ChildServer> {
  const child = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const told = await lineOf(child);
  return {
    port: told.port,
    told,
    ask: async (message) => {
      const answer = once(child, 'message');
      child.send(message);
      return (await answer)[0];
    },
    residentMemory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    processorMs: () => {
      // proc_pid_stat(5): utime and stime, in hundredths of a second; the name before may hold blanks.
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
      return (Number(user) + Number(system)) * 10;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

async function lineOf(child: ChildProcess): Promise<z.infer<typeof listening>> {
  if (child.stdout === null) throw new Error('no output to read');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const parsed = listening.safeParse(readJson(line));
    if (parsed.success) {
      child.stdout.resume();
      return parsed.data;
    }
  }
  throw new Error('the server ended before it listened');
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
