import { type ChildProcess, spawn } from 'node:child_process';
import { clearTimeout, setTimeout } from 'node:timers';

/** What is asked of Helm, in a folder where it may write. */
export interface HelmCall {
  readonly helm: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly patienceMs?: number | undefined;
}

/** What Helm answered, or what it passed: `endless`, its own time; `late`, that of whoever waits. */
export type HelmAnswer =
  | { readonly kind: 'done'; readonly code: number; readonly out: string; readonly err: string }
  | { readonly kind: 'endless' }
  | { readonly kind: 'late' }
  | { readonly kind: 'long' }
  | { readonly kind: 'not-started' };

/** Seconds of computing: Helm renders a large chart in less than one, and a template without end reaches any, however loaded the machine is. */
export const DEADLINE_S = 5;

/** It computes on two processors: what is ended sooner has not had its time, and is ended by something else. */
const LEAST_MS = (DEADLINE_S * 1_000) / 2;

/** For a machine too loaded to compute: what has not ended by then may end another time. */
const PATIENCE_MS = 15_000;

/** Characters of manifests; more are read by nobody. */
export const MAX_OUTPUT = 1_000_000;

/** Of an error, the first lines tell. */
const MAX_ERROR = 20_000;

/** KiB of address space: Helm needs less than half, and a template without end passes any (Go reserves more than it uses). */
const MEMORY = 1_500_000;

/**
 * Runs Helm with nothing of this process: an environment of its own in which no plugin, cluster or repository is set, limits of memory and of
 * computing that end it alone, and a deadline that ends all that it started. Never rejects.
 */
export function runHelm({ helm, folder, args, patienceMs = PATIENCE_MS }: HelmCall): Promise<HelmAnswer> {
  const { promise, resolve } = Promise.withResolvers<HelmAnswer>();
  const child = spawn('/bin/sh', ['-c', `ulimit -v ${MEMORY} && ulimit -t ${DEADLINE_S} && exec "$@"`, 'sh', helm, ...args], {
    cwd: folder,
    env: environmentIn(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = (answer: HelmAnswer) => {
    clearTimeout(deadline);
    kill(child);
    resolve(answer);
  };
  const deadline = setTimeout(() => end({ kind: 'late' }), patienceMs);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.length > MAX_OUTPUT) end({ kind: 'long' });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err = (err + text).slice(0, MAX_ERROR);
  });
  child.on('error', () => end({ kind: 'not-started' }));
  const started = performance.now();
  child.on('close', (code, signal) =>
    end(
      signal === null ? { kind: 'done', code: code ?? 1, out, err } : { kind: performance.now() - started < LEAST_MS ? 'late' : 'endless' },
    ),
  );
  return promise;
}

/** True for an answer that says nothing of Helm: the machine gave it no time, or did not start it. */
export function hadNoTime({ kind }: HelmAnswer): boolean {
  return kind === 'late' || kind === 'not-started';
}

function environmentIn(folder: string): Readonly<Record<string, string>> {
  return {
    HOME: folder,
    TMPDIR: folder,
    HELM_CACHE_HOME: folder,
    HELM_CONFIG_HOME: folder,
    HELM_DATA_HOME: folder,
    HELM_PLUGINS: `${folder}/plugins`,
    // An address where nobody listens: what would ask a cluster fails at once.
    KUBECONFIG: '/dev/null',
    GOMAXPROCS: '2',
    // Most of what Helm does is to start: it collects its garbage seldom, but for a chart that needs much.
    GOGC: '400',
    GOMEMLIMIT: '400MiB',
    LC_ALL: 'C',
  };
}

/** The group: nothing that a child started outlives it. */
function kill({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
