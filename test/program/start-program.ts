import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of ours in a process of its own, with nothing of this process's environment but what is given. */
export interface Program {
  /** What it has written so far, on both outputs. */
  readonly output: () => string;
  /** Resolves with the match once the output has one; rejects when the program ends without. */
  readonly saw: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Resolves with its exit code when it has ended by itself. */
  readonly ended: Promise<number | null>;
  /** Asks it to end, or ends it, and resolves with its exit code. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
}

interface Start {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly args?: readonly string[];
}

/** Runs a file of the repository by this process's Node, in the folder `cwd` (the repository by default). */
export function startProgram(file: string, { env, cwd = root, args = [] }: Start): Program {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, `file://${root}`)), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exited = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  const keep = (chunk: string) => (text += chunk);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep);
  const saw = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(text);
        if (match !== null) resolve(match);
      };
      for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
      child.once('close', (code) => {
        look();
        reject(new Error(`the program ended with ${code}, without ${pattern}:\n${text}`));
      });
      look();
    });
  const stop: Program['stop'] = (signal = 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };
  return { output: () => text, saw, ended: exited, stop };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
