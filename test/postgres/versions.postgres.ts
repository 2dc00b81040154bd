import { Client } from 'pg';
import { pino } from 'pino';
import present from 'pg-boss/package.json' with { type: 'json' };
import former from 'pg-boss-former/package.json' with { type: 'json' };
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/queue/clock.ts';
import { openPostgres } from '../../src/queue/postgres/open-postgres.ts';
import { BOSS_VERSION, FORMAT, OLDEST_BESIDE, SCHEMA } from '../../src/queue/postgres/schema.ts';
import { QueueUnavailable } from '../../src/queue/queue-unavailable.ts';
import { common } from './common.ts';
import { until, useStage } from './stage.ts';
import { deliverTo, end, spawnReplica } from './start-replica.ts';

const stage = useStage();
const keys = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index % 3}#${index}`);
const sql = (text: string) => stage.cluster.sql(text, stage.base);
const versions = async () =>
  (await sql(`SELECT version.version, format.format, format.oldest FROM ${SCHEMA}.version, ${SCHEMA}.format`))[0];
const nothingWaits = () => stage.isAtRest();

/** As before any version was there. */
async function empty(): Promise<void> {
  await stage.closeFront();
  await sql(`DROP SCHEMA ${SCHEMA} CASCADE`);
}

it('les deux pg-boss sont d’un schéma différent, et le programme connaît celui du sien', () => {
  expect(present.pgboss.schema).toBe(BOSS_VERSION);
  expect(former.pgboss.schema).toBeLessThan(BOSS_VERSION);
});

describe('une mise à jour progressive, de la version d’avant à celle-ci', () => {
  beforeEach(empty);

  it('met à jour le schéma pendant que l’autre travaille : rien n’est perdu, rien n’est fait deux fois à la fois, aucune clé ne se bloque, et chacun sait ce que l’autre sait', async () => {
    const old = await stage.replica({ runMs: 300, release: 'former' });
    expect(await versions()).toEqual({ version: former.pgboss.schema, format: 1, oldest: 1 });
    for (const key of keys('avant', 24)) expect(await deliverTo(old, key)).toBe('kept');
    await until(async () => (await stage.trace()).length >= 8, 20_000);
    await stage.openFront();
    expect(await versions()).toMatchObject({ version: BOSS_VERSION, oldest: 1 });
    const { facts } = stage.front.backend;
    const heard = new Set<string>();
    facts.open({ kind: 'ran', keptMs: null, schema: z.number(), hear: ({ subject }) => void heard.add(subject) });
    const tellOrder = facts.open({ kind: 'order', keptMs: null, schema: z.string(), hear: () => undefined });
    // Of this version and of the former one, each delivery to both.
    const both = keys('pendant', 24);
    for (const key of both) tellOrder(key, 'dit');
    await facts.settle();
    const begun = (await stage.trace()).length;
    await stage.replica({ runMs: 300 });
    for (const key of both) {
      await stage.front.queue.add(key, 'x');
      expect(await deliverTo(old, key)).toBe('kept');
    }
    await until(async () => (await stage.ended()).size === 48 && (await nothingWaits()), 60_000);
    expect(await stage.overlaps()).toEqual([]);
    const ran = (await stage.trace()).slice(begun);
    expect(new Set(ran.map(({ process }) => process)).size).toBe(2);
    expect(ran.filter(({ key, heard: told }) => both.includes(key) && told !== 'dit')).toEqual([]);
    await facts.catchUp();
    expect(heard.size).toBe(48);
    await end(old, 'SIGTERM');
    expect(old.exitCode).toBe(0);
    const before = await stage.ended();
    for (const key of before.keys()) await stage.front.queue.add(key, 'encore là');
    await until(async () => [...(await stage.ended())].every(([key, times]) => times > (before.get(key) ?? 0)), 60_000);
  });

  it('celui d’avant, tué en pleine exécution après la mise à jour, est repris par celui de maintenant ; et il peut redémarrer', async () => {
    const old = await stage.replica({ runMs: 3_000, release: 'former' });
    await stage.openFront();
    for (const key of keys('hub', 12)) await deliverTo(old, key);
    await until(async () => (await stage.trace()).length >= 8, 20_000);
    await end(old, 'SIGKILL');
    await stage.replica({ runMs: 50 });
    const again = await stage.replica({ runMs: 50, release: 'former' });
    await until(async () => (await stage.ended()).size === 12 && (await nothingWaits()), 75_000);
    expect(await stage.overlaps(old)).toEqual([]);
    expect(await deliverTo(again, 'hub#après')).toBe('kept');
    await until(async () => (await stage.ended()).has('hub#après'), 20_000);
    expect(await versions()).toMatchObject({ version: BOSS_VERSION });
  });
});

describe('la mise à jour du schéma, arrêtée en plein milieu', () => {
  beforeEach(empty);

  /** What the former version left: its tables, and keys that wait. */
  async function leaveKeys(): Promise<void> {
    const old = await stage.replica({ runMs: 20, release: 'former' });
    await end(old, 'SIGTERM');
    await sql(
      `INSERT INTO ${SCHEMA}.job (name, data, policy, singleton_key, group_id) SELECT 'line', '{}', 'stately', 'hub#' || number, 'hub' FROM generate_series(1, 12) AS number`,
    );
  }

  /** Keeps whoever upgrades from saying so, with all else done; gives back what lets it go on. */
  async function holdUpgrade(): Promise<() => Promise<void>> {
    const holder = new Client({ connectionString: stage.cluster.url({ base: stage.base }) });
    await holder.connect();
    await holder.query(`BEGIN; LOCK TABLE ${SCHEMA}.version IN SHARE MODE`);
    return () => holder.end();
  }

  /** Processes of the server that wait for a lock amid the upgrade. */
  const upgrading = async () =>
    (await sql("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).length;

  it('deux exemplaires la font ensemble, l’un est tué (SIGKILL) : l’autre la finit, et ce qui attendait part', async () => {
    await leaveKeys();
    const release = await holdUpgrade();
    const doomed = spawnReplica(stage.cluster, stage.base, { runMs: 20 });
    await until(async () => (await upgrading()) > 0, 30_000);
    const other = stage.replica({ runMs: 20 });
    await until(async () => (await upgrading()) > 1, 30_000);
    await end(doomed, 'SIGKILL');
    await release();
    await other;
    expect(await versions()).toEqual({ version: BOSS_VERSION, format: FORMAT, oldest: OLDEST_BESIDE });
    await stage.openFront();
    await until(async () => (await stage.ended()).size === 12 && (await nothingWaits()), 60_000);
  });

  it('les deux sont tués, et leurs sessions avec eux : le schéma est celui d’avant, un exemplaire d’avant travaille encore, et celui d’après met à jour', async () => {
    await leaveKeys();
    const release = await holdUpgrade();
    const doomed = [spawnReplica(stage.cluster, stage.base, { runMs: 20 }), spawnReplica(stage.cluster, stage.base, { runMs: 20 })];
    await until(async () => (await upgrading()) > 1, 30_000);
    for (const one of doomed) await end(one, 'SIGKILL');
    // A session whose process died goes on with what it was asked for until it has to answer.
    await sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    await until(async () => (await upgrading()) === 0, 30_000);
    await release();
    expect((await versions())?.['version']).toBe(former.pgboss.schema);
    const old = await stage.replica({ runMs: 20, release: 'former' });
    await until(async () => (await stage.ended()).size > 0, 30_000);
    await end(old, 'SIGTERM');
    await stage.replica({ runMs: 20 });
    expect(await versions()).toEqual({ version: BOSS_VERSION, format: FORMAT, oldest: OLDEST_BESIDE });
    await stage.openFront();
    await until(async () => (await stage.ended()).size === 12 && (await nothingWaits()), 60_000);
  });
});

describe('une version trop ancienne pour travailler à côté de celle-ci', () => {
  beforeEach(empty);

  const open = (wait: () => Promise<void>) =>
    openPostgres({
      connectionString: stage.cluster.url({ base: stage.base }),
      common,
      clock: {
        ...systemClock,
        setTimer: (ms, fire) => (ms < 60_000 ? (void wait().then(fire), () => undefined) : systemClock.setTimer(ms, fire)),
      },
      log: pino({ level: 'silent' }),
    });

  it('tant qu’elle travaille, celle-ci le dit et attend, sans rien changer ; puis démarre, et ce qui attendait part', async () => {
    const old = await stage.replica({ runMs: 20, release: 'too old' });
    const before = await versions();
    const refused = await open(() => Promise.resolve());
    expect(refused).toMatchObject({ ok: false, message: expect.stringMatching(/version trop ancienne .* travaille encore.*arrêtez-la/) });
    expect(await versions()).toEqual(before);
    expect(await deliverTo(old, 'hub#pendant')).toBe('kept');
    await until(async () => (await stage.ended()).has('hub#pendant'), 20_000);
    for (const key of keys('hub', 30)) await deliverTo(old, key);
    const opened = await open(() => end(old, 'SIGTERM'));
    expect(opened.ok).toBe(true);
    if (opened.ok) await opened.backend.close();
    await stage.openFront();
    await stage.replica({ runMs: 20 });
    await until(async () => (await stage.ended()).size === 31 && (await nothingWaits()), 60_000);
  });

  it('elle ne démarre plus sur un schéma mis à jour, dit pourquoi, et n’y change rien', async () => {
    await stage.openFront();
    await stage.front.queue.add('hub#1', 'x');
    const before = [await versions(), await sql(`SELECT * FROM ${SCHEMA}.job`)];
    await expect(stage.replica({ runMs: 20, release: 'too old' })).rejects.toThrow(
      /d’une version plus récente \(3\) que celle de cette application \(0\)/,
    );
    expect([await versions(), await sql(`SELECT * FROM ${SCHEMA}.job`)]).toEqual(before);
  });
});

describe('un schéma qu’une version inconnue a mis à jour sous un exemplaire qui travaille', () => {
  it.each([
    [
      'celui de pg-boss, sans que rien dise qui',
      `UPDATE ${SCHEMA}.version SET version = version + 1`,
      `UPDATE ${SCHEMA}.version SET version = version - 1`,
    ],
    [
      'par une version qui n’admet pas celle-ci',
      `UPDATE ${SCHEMA}.format SET format = 9, oldest = 9`,
      `UPDATE ${SCHEMA}.format SET format = ${FORMAT}, oldest = 1`,
    ],
  ])(
    '%s : il refuse les livraisons et n’exécute plus rien, dit pourquoi, et reprend si l’on revient en arrière',
    async (_, upgrade, back) => {
      const replica = await stage.replica({ runMs: 10 });
      await stage.front.queue.addAt('hub#rendez-vous', new Date(Date.now() + 12_000));
      await sql(upgrade);
      let told: unknown = 'kept';
      await until(async () => (told = await deliverTo(replica, 'hub#refusée')) !== 'kept', 30_000);
      expect(told).toMatch(/upgraded by a newer version of the App.*stop this replica/);
      const refused = await stage.front.queue.add('hub#refusée', 'x').catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(QueueUnavailable);
      expect(stage.front.queue.obstacle()).toMatch(/^PostgreSQL: .*newer version of the App/);
      const isOverdue = `SELECT 1 FROM ${SCHEMA}.job WHERE singleton_key = 'hub#rendez-vous' AND start_after < now() - interval '3 seconds'`;
      await until(async () => (await sql(isOverdue)).length === 1, 30_000);
      expect((await stage.ended()).has('hub#rendez-vous')).toBe(false);
      await sql(back);
      await until(async () => (await deliverTo(replica, 'hub#reprise')) === 'kept', 30_000);
      await until(async () => (await stage.ended()).has('hub#reprise') && (await stage.ended()).has('hub#rendez-vous'), 30_000);
    },
  );

  it('par une version qui admet celle-ci : il travaille jusqu’à ce qu’on l’arrête', async () => {
    const replica = await stage.replica({ runMs: 10 });
    await sql(`UPDATE ${SCHEMA}.version SET version = version + 1; UPDATE ${SCHEMA}.format SET format = 9, oldest = 2`);
    const seen = async () => JSON.stringify(await sql(`SELECT max(seen_at) AS at FROM ${SCHEMA}.replica`));
    for (const beat of ['premier', 'deuxième', 'troisième']) {
      const before = await seen();
      await until(async () => (await seen()) !== before, 30_000);
      expect(await deliverTo(replica, `hub#${beat}`)).toBe('kept');
      await until(async () => (await stage.ended()).has(`hub#${beat}`), 20_000);
    }
  });
});
