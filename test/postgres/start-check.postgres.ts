import { spawn } from 'node:child_process';
import { createHash, createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { systemClock } from '../../src/queue/clock.ts';
import type { QueueBackend } from '../../src/queue/backend.ts';
import { openPostgres, type OpenedPostgres } from '../../src/queue/postgres/open-postgres.ts';
import { commonOf, type SharedSettings } from '../../src/queue/postgres/common.ts';
import { done } from '../../src/queue/result.ts';
import { BOSS_VERSION } from '../../src/queue/postgres/schema.ts';
import { checkDatabase, refusalOf } from '../../src/queue/postgres/start-check.ts';
import { aFreePort } from '../free-port.ts';
import { asAccount, type Cluster, give, startCluster } from './cluster.ts';
import { startProgram } from '../program/start-program.ts';
import { common, quietRules, settings } from './common.ts';
import { until } from './stage.ts';

let cluster: Cluster;
let bases = 0;
let base: string;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.remove());
beforeEach(async () => {
  bases += 1;
  base = `base${bases}`;
  await cluster.sql(`CREATE DATABASE ${base}`);
});

const open = (digests = common, as: Parameters<Cluster['url']>[0] = {}): Promise<OpenedPostgres> =>
  openPostgres({ connectionString: cluster.url({ base, ...as }), common: digests, clock: systemClock, log: pino({ level: 'silent' }) });

async function opened() {
  const result = await open();
  if (!result.ok) throw new Error(result.message);
  return result.backend;
}

async function problem(options: Parameters<Cluster['url']>[0] = {}): Promise<string> {
  const url = cluster.url({ base, ...options });
  const checked = await checkDatabase(url);
  const told = checked.kind === 'ok' ? 'ok' : `${checked.kind} : ${checked.problem}`;
  expect(told).not.toContain(new URL(url).password);
  return told;
}

describe('avant de démarrer, une phrase dit ce qui manque', () => {
  it('rien, quand la base convient : et rien n’y a été écrit', async () => {
    expect(await problem()).toBe('ok');
    expect(await cluster.sql("SELECT nspname FROM pg_namespace WHERE nspname = 'accostage'", base)).toEqual([]);
  });

  it.each<[string, Parameters<Cluster['url']>[0], RegExp]>([
    ['un mauvais mot de passe', { password: 'faux-secret' }, /^unfit : PostgreSQL refuse le compte ou le mot de passe/],
    ['un compte inconnu', { user: 'inconnu' }, /^unfit : PostgreSQL refuse le compte ou le mot de passe/],
    ['une base inconnue', { base: 'nulle' }, /^unfit : La base nommée dans DATABASE_URL n’existe pas/],
    ['un port où rien n’écoute', { port: 1 }, /^unreachable : PostgreSQL ne répond pas à l’adresse de DATABASE_URL \(ECONNREFUSED\)/],
  ])('%s', async (_, options, expected) => {
    expect(await problem(options)).toMatch(expected);
  });

  it('une machine inconnue', async () => {
    const checked = await checkDatabase('postgresql://a:secret-a@machine.invalid/base');
    expect(checked).toMatchObject({ kind: 'unreachable', problem: expect.stringMatching(/ne répond pas.*(?:ENOTFOUND|EAI_AGAIN)/) });
  });

  it('un mot de passe dont le « @ » n’est pas codé : ce qui le suit est pris pour la machine, et la phrase le dit', () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    expect(refusalOf(unknown)).toMatchObject({ kind: 'unreachable', problem: expect.stringMatching(/« @ » du mot de passe s’écrit %40/) });
  });

  it.each(['postgres', 'postgres:'])('un serveur qui demande un mot de passe, et une adresse qui n’en donne pas (%s@)', async (account) => {
    const checked = await checkDatabase(`postgresql://${account}@127.0.0.1:${cluster.port}/${base}`);
    expect(checked).toMatchObject({
      kind: 'unfit',
      problem: expect.stringMatching(/demande un mot de passe, et DATABASE_URL n’en donne pas/),
    });
  });

  it('un chiffrement que le serveur n’a pas', async () => {
    const checked = await checkDatabase(`${cluster.url({ base })}?sslmode=verify-full`);
    expect(checked).toMatchObject({ kind: 'unfit', problem: expect.stringMatching(/^La connexion chiffrée à PostgreSQL échoue/) });
  });

  it('un compte qui ne peut créer le schéma, avec l’ordre à donner', async () => {
    await cluster.sql(`CREATE ROLE faible${bases} LOGIN PASSWORD 'mot-de-passe'`);
    expect(await problem({ user: `faible${bases}` })).toContain(`GRANT CREATE ON DATABASE "${base}" TO "faible${bases}"`);
    await cluster.sql(`GRANT CREATE ON DATABASE ${base} TO faible${bases}`);
    expect(await problem({ user: `faible${bases}` })).toBe('ok');
  });

  it('un compte à qui l’on a donné le schéma, sans le droit d’en créer : tout s’y installe', async () => {
    await cluster.sql(`CREATE ROLE servi${bases} LOGIN PASSWORD 'mot-de-passe'`);
    await cluster.sql(`CREATE SCHEMA accostage AUTHORIZATION servi${bases}`, base);
    expect(await problem({ user: `servi${bases}` })).toBe('ok');
    const result = await open(common, { user: `servi${bases}` });
    expect(result.ok).toBe(true);
    if (result.ok) await result.backend.close();
  });

  it('une table du schéma qui est à un autre : une phrase, et non un arrêt sans explication', async () => {
    const backend = await opened();
    await backend.close();
    await cluster.sql(`CREATE ROLE mis${bases} LOGIN PASSWORD 'mot-de-passe'`);
    await cluster.sql(
      `ALTER SCHEMA accostage OWNER TO mis${bases}; ALTER TABLE accostage.version OWNER TO mis${bases}; GRANT SELECT ON ALL TABLES IN SCHEMA accostage TO mis${bases}`,
      base,
    );
    expect(await open(common, { user: `mis${bases}` })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/n’a pas les droits nécessaires/),
    });
  });

  it('une commande que PostgreSQL refuse à la mise en place : son code et sa raison', async () => {
    await cluster.sql('CREATE SCHEMA accostage; CREATE VIEW accostage.sweep AS SELECT true AS only_one', base);
    expect(await open()).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^PostgreSQL refuse une commande \([0-9A-Z]{5} : .+\)/),
    });
  });

  it('un schéma qui est à un autre', async () => {
    const backend = await opened();
    await backend.close();
    await cluster.sql(`CREATE ROLE autre${bases} LOGIN PASSWORD 'mot-de-passe'; GRANT CREATE ON DATABASE ${base} TO autre${bases}`);
    expect(await problem({ user: `autre${bases}` })).toMatch(/ne peut pas écrire dans le schéma « accostage », qui appartient à un autre/);
  });

  it('une instance qui n’accepte que des lectures', async () => {
    await cluster.sql(`ALTER DATABASE ${base} SET default_transaction_read_only = on`);
    expect(await problem()).toMatch(/^unfit : Cette base n’accepte que des lectures/);
  });

  it('un réplica d’une instance principale, jusqu’à ce qu’il devienne elle', async () => {
    const standby = await startCluster();
    try {
      standby.follow();
      expect(await checkDatabase(standby.url())).toMatchObject({
        kind: 'unfit',
        problem: expect.stringMatching(/^Cette base n’accepte que des lectures/),
      });
      await standby.sql('SELECT pg_promote()');
      expect(await checkDatabase(standby.url())).toMatchObject({ kind: 'ok' });
    } finally {
      standby.remove();
    }
  });

  it('un schéma plus récent que l’application', async () => {
    const backend = await opened();
    await backend.close();
    await cluster.sql('UPDATE accostage.version SET version = version + 1', base);
    expect(await problem()).toContain(`d’une version plus récente (${BOSS_VERSION + 1}) que celle de cette application (${BOSS_VERSION})`);
  });

  it.each<[string, RegExp]>([
    ['transaction', /^unfit : DATABASE_URL mène à un répartiteur de connexions en mode « transaction »/],
    ['session', /^ok$/],
  ])('un répartiteur en mode « %s »', async (mode, expected) => {
    const folder = mkdtempSync(join(tmpdir(), 'accostage-pgbouncer-'));
    const port = await aFreePort();
    writeFileSync(join(folder, 'users'), '"postgres" "mot-de-passe"\n');
    writeFileSync(
      join(folder, 'ini'),
      `[databases]\n* = host=127.0.0.1 port=${cluster.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = plain\nauth_file = ${join(folder, 'users')}\npool_mode = ${mode}\n`,
    );
    for (const name of ['', 'users', 'ini']) give(join(folder, name));
    const [command, args] = asAccount('pgbouncer', ['-q', join(folder, 'ini')]);
    const bouncer = spawn(command, args, { stdio: 'ignore', cwd: '/' });
    try {
      let told = await problem({ port });
      for (let tries = 0; told.startsWith('unreachable') && tries < 50; tries++) {
        await wait(100);
        told = await problem({ port });
      }
      expect(told).toMatch(expected);
      const through = await openPostgres({
        connectionString: cluster.url({ base, port }),
        common,
        clock: systemClock,
        log: pino({ level: 'silent' }),
      });
      expect(through.ok).toBe(told === 'ok');
      if (through.ok) await through.backend.close();
    } finally {
      bouncer.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What the program is given, on that base, and on a GitHub that never answers. */
const environment = () => ({
  APP_ID: '1',
  PRIVATE_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  WEBHOOK_SECRET: settings.webhookSecret,
  STATE_SECRET: settings.stateSecret,
  HUBS: 'org/hub',
  GITHUB_API_URL: 'http://127.0.0.1:9',
  HOST: '127.0.0.1',
  PORT: '0',
  DATABASE_URL: cluster.url({ base }),
});

it('le programme le dit sur la sortie d’erreur et s’arrête, sans montrer le mot de passe', async () => {
  const program = startProgram('src/serve.ts', { env: { ...environment(), DATABASE_URL: cluster.url({ base, password: 'faux-secret' }) } });
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain('DATABASE_URL : PostgreSQL refuse le compte ou le mot de passe de DATABASE_URL : vérifiez-les.');
  expect(program.output()).not.toContain('faux-secret');
});

it('deux programmes dont le WEBHOOK_SECRET diffère : /readyz et le journal de chacun le disent, sans rien du secret', async () => {
  const secrets = [settings.webhookSecret, 'un-secret-de-webhook-renouvelé'];
  const programs = secrets.map((secret) => startProgram('src/serve.ts', { env: { ...environment(), WEBHOOK_SECRET: secret } }));
  try {
    for (const program of programs) {
      const [, port = ''] = await program.saw(/"port":(\d+).*"listening"/);
      const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
      await until(async () => (await ready()).includes('another replica has another WEBHOOK_SECRET'), 30_000);
      await program.saw(/another replica has another WEBHOOK_SECRET/);
    }
    for (const program of programs) for (const secret of secrets) expect(program.output()).not.toContain(secret);
  } finally {
    for (const program of programs) await program.stop('SIGKILL');
  }
});

describe('des exemplaires qui ne vont pas ensemble', () => {
  it.each<[string, Partial<SharedSettings>, RegExp]>([
    ['une autre liste HUBS', { hubs: ['org/autre'] }, /une autre liste HUBS/],
    ['un autre secret', { stateSecret: 'un-autre-secret-de-signature' }, /un autre STATE_SECRET/],
    ['une autre application', { appId: 2 }, /un autre APP_ID/],
    ['un autre GitHub', { githubApiUrl: 'https://github.exemple.gouv.fr/api/v3' }, /un autre GitHub \(GITHUB_API_URL/],
    ['une autre liste INSTALLATIONS', { owners: ['org'] }, /une autre liste INSTALLATIONS/],
    ['une instance qui n’écrit rien', { dryRun: true }, /un autre DRY_RUN/],
  ])('%s : le second ne démarre pas, puis démarre quand le premier est parti', async (_, other, expected) => {
    const first = await opened();
    const digests = commonOf({ ...settings, ...other });
    expect(await open(digests)).toMatchObject({ ok: false, message: expect.stringMatching(expected) });
    await first.close();
    const second = await open(digests);
    expect(second.ok).toBe(true);
    if (second.ok) await second.backend.close();
  });

  it('un autre WEBHOOK_SECRET n’arrête personne : chacun des deux le dit, jusqu’à ce que l’autre parte', async () => {
    const before = await opened();
    const after = await open(commonOf({ ...settings, webhookSecret: 'un-secret-de-webhook-renouvelé' }));
    if (!after.ok) throw new Error(after.message);
    const told = [expect.stringMatching(/^another replica has another WEBHOOK_SECRET: .*give both the same$/)];
    expect(after.backend.notices()).toEqual(told);
    await until(() => Promise.resolve(before.notices().length > 0), 30_000);
    expect(before.notices()).toEqual(told);
    await after.backend.close();
    await until(() => Promise.resolve(before.notices().length === 0), 30_000);
    await before.close();
  });

  it('celui que l’on croyait parti, et dont un autre, réglé autrement, a pris la place, ne fait plus rien et le dit, jusqu’au départ de l’autre', async () => {
    const cutOff = await opened();
    const queue = cutOff.createQueue<string>({ ...quietRules, reconcile: () => Promise.resolve(done), clock: systemClock, concurrency: 0 });
    const others: QueueBackend[] = [];
    // Its own beat may come in between.
    await until(async () => {
      await cluster.sql("UPDATE accostage.replica SET seen_at = now() - interval '61 seconds'", base);
      const started = await open(commonOf({ ...settings, hubs: ['org/autre'] }));
      if (started.ok) others.push(started.backend);
      return started.ok;
    }, 30_000);
    await until(
      () =>
        queue.add('hub#1', 'x').then(
          () => false,
          () => true,
        ),
      30_000,
    );
    await expect(queue.add('hub#1', 'x')).rejects.toThrow(/a replica with other settings began to work while this one was cut off/);
    expect(queue.obstacle()).toMatch(/^PostgreSQL: a replica with other settings/);
    for (const other of others) await other.close();
    await until(
      () =>
        queue.add('hub#1', 'x').then(
          () => true,
          () => false,
        ),
      30_000,
    );
    await cutOff.close();
  });

  it('les mêmes réglages écrits autrement vont ensemble, un redirecteur mène au même GitHub, et aucun secret n’est dans la base', async () => {
    expect(commonOf({ ...settings, hubs: ['org/a', 'Org/B'], owners: ['Org', 'autre'] })).toEqual(
      commonOf({ ...settings, hubs: ['org/b', 'org/a'], owners: ['autre', 'org'] }),
    );
    expect(commonOf({ ...settings, githubApiUrl: 'https://api.github.com:8443/relais' })).toEqual(common);
    const backend = await opened();
    const kept = JSON.stringify(await cluster.sql('SELECT * FROM accostage.replica', base));
    expect(kept).toContain(common.webhook);
    expect(kept).not.toMatch(/secret-de-signature|secret-des-webhooks/);
    await backend.close();
  });

  it('ce qu’une version d’avant ne disait pas de ses réglages n’arrête personne, et ce qu’elle disait se compare encore', async () => {
    // sha256 of « org/hub », and HMAC-SHA256 of « accostage replica of the App 1 » by the secret.
    expect(common).toMatchObject({
      hubs: createHash('sha256').update('org/hub').digest('hex'),
      secret: createHmac('sha256', settings.stateSecret).update('accostage replica of the App 1').digest('hex'),
    });
    const backend = await opened();
    await cluster.sql("UPDATE accostage.replica SET settings = '{}'", base);
    const beside = await open(commonOf({ ...settings, dryRun: true, webhookSecret: 'un-secret-de-webhook-renouvelé' }));
    if (!beside.ok) throw new Error(beside.message);
    expect(beside.backend.notices()).toEqual([]);
    await beside.backend.close();
    await backend.close();
  });

  it('plusieurs exemplaires qui démarrent ensemble sur une base vide démarrent tous', async () => {
    const all = await Promise.all([open(), open(), open()]);
    expect(all.map(({ ok }) => ok)).toEqual([true, true, true]);
    for (const one of all) if (one.ok) await one.backend.close();
  });
});

describe('le passage est à un exemplaire à la fois', () => {
  it('le premier seul balaie, le second non ; une heure après le dernier, l’un des deux', async () => {
    const [one, other] = [await opened(), await opened()];
    expect(await one.sweepTurn.take(3_600_000)).toBe(true);
    expect(await other.sweepTurn.take(3_600_000)).toBe(false);
    await one.sweepTurn.done();
    expect(await other.sweepTurn.take(3_600_000)).toBe(false);
    await cluster.sql("UPDATE accostage.sweep SET swept_at = now() - interval '1 hour'", base);
    const turns = await Promise.all([one.sweepTurn.take(3_600_000), other.sweepTurn.take(3_600_000)]);
    expect(turns.filter(Boolean)).toHaveLength(1);
    await one.close();
    await other.close();
  });

  it('celui qui meurt en balayant perd son tour en deux minutes', async () => {
    const [one, other] = [await opened(), await opened()];
    expect(await one.sweepTurn.take(10_000)).toBe(true);
    expect(await other.sweepTurn.take(10_000)).toBe(false);
    await cluster.sql("UPDATE accostage.sweep SET taken_until = taken_until - interval '2 minutes'", base);
    expect(await other.sweepTurn.take(10_000)).toBe(true);
    await one.close();
    await other.close();
  });

  it('un exemplaire qui démarre seul balaie aussitôt, même peu après le dernier passage', async () => {
    const before = await opened();
    expect(await before.sweepTurn.take(3_600_000)).toBe(true);
    await before.sweepTurn.done();
    await before.close();
    const after = await opened();
    expect(await after.sweepTurn.take(3_600_000)).toBe(true);
    await after.close();
  });
});
