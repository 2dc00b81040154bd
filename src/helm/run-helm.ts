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

/** Seconds of computing that its start may take. */
const START_S = 1;

/** It computes on two processors: what is ended sooner after it was asked to work has not had its time, and is ended by something else. */
const LEAST_MS = ((DEADLINE_S - START_S) * 1_000) / 2;

/** For a machine too loaded to compute: what has not ended by then may end another time. */
const PATIENCE_MS = 15_000;

/** Characters of manifests; more are read by nobody. */
export const MAX_OUTPUT = 1_000_000;

/** Of an error, the first lines tell. */
const MAX_ERROR = 20_000;

/** KiB of address space: Helm needs less than half, and a template without end passes any (Go reserves more than it uses). */
const MEMORY = 1_500_000;

/** A Helm that has started, and works once it is asked to: until then it waits for the end of what it is given. */
export interface StartedHelm {
  /** What it answers; never rejects. */
  readonly work: () => Promise<HelmAnswer>;
  /** Ends it, where it has not ended. */
  readonly end: () => void;
}

/** Runs Helm as `startHelm` does, at once. Never rejects. */
export function runHelm(call: HelmCall): Promise<HelmAnswer> {
  return startHelm(call).work();
}

/**
 * Starts Helm with nothing of this process: an environment of its own in which no plugin, cluster or repository is set, limits of memory and of
 * computing that end it alone, and a deadline that ends all that it started. Called with `--values -`, it does no more than start until it is asked to work.
 */
export function startHelm({ helm, folder, args, patienceMs = PATIENCE_MS }: HelmCall): StartedHelm {
  const { promise, resolve } = Promise.withResolvers<HelmAnswer>();
  const child = spawn('/bin/sh', ['-c', `ulimit -v ${MEMORY} && ulimit -t ${DEADLINE_S} && exec "$@"`, 'sh', helm, ...args], {
    cwd: folder,
    env: environmentIn(folder),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let deadline: NodeJS.Timeout | undefined;
  let started = performance.now();
  let ended = false;
  const end = (answer: HelmAnswer) => {
    ended = true;
    clearTimeout(deadline);
    kill(child);
    resolve(answer);
  };
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.length > MAX_OUTPUT) end({ kind: 'long' });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err = (err + text).slice(0, MAX_ERROR);
  });
  // What reads nothing may have ended before it is given its end.
  child.stdin.on('error', () => undefined);
  child.on('error', () => end({ kind: 'not-started' }));
  child.on('close', (code, signal) =>
    end(
      signal === null ? { kind: 'done', code: code ?? 1, out, err } : { kind: performance.now() - started < LEAST_MS ? 'late' : 'endless' },
    ),
  );
  return {
    work: () => {
      started = performance.now();
      if (!ended) deadline = setTimeout(() => end({ kind: 'late' }), patienceMs);
      child.stdin.end();
      return promise;
    },
    end: () => end({ kind: 'late' }),
  };
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
    GOGC: '1600',
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
