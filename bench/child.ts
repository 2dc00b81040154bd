import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A server in a process of its own. */
export interface ChildServer {
  readonly port: number;
  /** Resident memory, in MB. */
  readonly residentMemory: () => number;
  /** Sends SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

const listening = z.object({ msg: z.literal('listening'), port: z.number() });

/** Starts Node with these arguments, from the root of the repository, and waits for the line of its log that tells its port. */
export async function startChild(args: readonly string[], env: Readonly<Record<string, string>>): Promise<ChildServer> {
  const child = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child);
  return {
    port,
    residentMemory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('no output to read');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const parsed = listening.safeParse(readJson(line));
    if (parsed.success) {
      child.stdout.resume();
      return parsed.data.port;
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
