import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { aFreePort } from '../free-port.ts';

/** A PostgreSQL of its own, in a temporary folder, that a test may stop and start. */
export interface Cluster {
  readonly port: number;
  /** The address for an account, `postgres` by default, and a base. */
  readonly url: (options?: {
    readonly base?: string;
    readonly user?: string;
    readonly password?: string;
    readonly port?: number;
  }) => string;
  readonly sql: (text: string, base?: string) => Promise<readonly Record<string, unknown>[]>;
  /** As after a power cut. */
  readonly crash: () => void;
  readonly start: () => void;
  /** From now on it follows a primary, of which nothing comes: it answers, and takes no writes. */
  readonly follow: () => void;
  readonly remove: () => void;
}

const PASSWORD = 'mot-de-passe';
const VERSIONS = '/usr/lib/postgresql';

/** Starts one; throws where Debian's `postgresql` is not installed. */
export async function startCluster(): Promise<Cluster> {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), 'accostage-postgres-'));
  const data = join(folder, 'data');
  const password = join(folder, 'password');
  writeFileSync(password, PASSWORD);
  mkdirSync(data);
  for (const path of [folder, data, password]) give(path);
  const port = await aFreePort();
  run(join(bin, 'initdb'), [
    '--pgdata',
    data,
    '--username',
    'postgres',
    '--auth',
    'scram-sha-256',
    '--pwfile',
    password,
    '--no-sync',
    '--locale',
    'C.UTF-8',
  ]);
  const start = () => {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off -c max_connections=60`;
    run(join(bin, 'pg_ctl'), ['start', '--wait', '--pgdata', data, '--log', join(folder, 'log'), '--options', options]);
  };
  const crash = () => run(join(bin, 'pg_ctl'), ['stop', '--pgdata', data, '--mode', 'immediate']);
  const url: Cluster['url'] = ({ base = 'postgres', user = 'postgres', password: given = PASSWORD, port: through = port } = {}) =>
    `postgresql://${user}:${given}@127.0.0.1:${through}/${base}`;
  start();
  return {
    port,
    url,
    start,
    crash,
    follow: () => {
      crash();
      const signal = join(data, 'standby.signal');
      writeFileSync(signal, '');
      give(signal);
      start();
    },
    sql: async (text, base) => {
      const client = new Client({ connectionString: url(base === undefined ? {} : { base }) });
      await client.connect();
      try {
        const { rows } = await client.query<Record<string, unknown>>(text);
        return rows;
      } finally {
        await client.end();
      }
    },
    remove: () => {
      crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string {
  const versions = existsSync(VERSIONS)
    ? readdirSync(VERSIONS)
        .map(Number)
        .toSorted((a, b) => b - a)
    : [];
  const [newest] = versions;
  if (newest === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return join(VERSIONS, String(newest), 'bin');
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: it runs as the account that Debian made for it. */
export function asAccount(program: string, args: readonly string[]): readonly [string, readonly string[]] {
  return isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
}

/** Hands a file to that account. */
export function give(path: string): void {
  if (!isRoot) return;
  const { uid, gid } = statSync('/var/lib/postgresql');
  chownSync(path, uid, gid);
}

function run(program: string, args: readonly string[]): void {
  const [command, rest] = asAccount(program, args);
  const { status, stderr } = spawnSync(command, rest, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], timeout: 60_000, cwd: '/' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}
