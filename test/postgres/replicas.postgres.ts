import { setTimeout as wait } from 'node:timers/promises';
import { getRollbackPlans } from 'pg-boss';
import { describe, expect, it } from 'vitest';
import { BOSS_VERSION, SCHEMA } from '../../src/queue/postgres/schema.ts';
import { QueueUnavailable } from '../../src/queue/queue-unavailable.ts';
import { useStage, until } from './stage.ts';
import { end } from './start-replica.ts';

const stage = useStage();

const keys = (count: number) => Array.from({ length: count }, (_, index) => `hub${index % 3}#${index}`);

/** As GitHub's failed deliveries are asked for again: what is refused on a machine that cannot follow is asked once more. */
async function deliver(key: string, cause: string): Promise<void> {
  const kept = () =>
    stage.front.queue.add(key, cause).then(
      () => true,
      () => false,
    );
  await until(kept, 60_000);
}

/** Every write to the queue's tables fails as it does on a full disk. */
const diskFull = `
  CREATE FUNCTION public.no_space() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
  DO $$ DECLARE name regclass; BEGIN
    FOR name IN SELECT oid FROM pg_class WHERE relnamespace = '${SCHEMA}'::regnamespace AND relkind IN ('r', 'p') LOOP
      EXECUTE format('CREATE TRIGGER no_space BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION public.no_space()', name);
    END LOOP;
  END $$`;
const diskMended = 'DROP FUNCTION public.no_space() CASCADE';

async function addAll(count: number): Promise<void> {
  for (const key of keys(count)) await stage.front.queue.add(key, 'x');
}

describe('deux exemplaires', () => {
  it('se partagent 200 clés ajoutées trois fois chacune : chacune à la fois une seule fois, la dernière après le dernier ajout, quand leurs horloges diffèrent d’une minute', async () => {
    const [one, other] = await Promise.all([stage.replica({ runMs: 20 }), stage.replica({ runMs: 20, skewMs: 60_000 })]);
    for (let time = 0; time < 3; time++) await Promise.all(keys(200).map((key) => deliver(key, `fois ${time}`)));
    await until(stage.isAtRest, 60_000);
    const runs = await stage.trace();
    expect(new Set(runs.map(({ key }) => key)).size).toBe(200);
    expect(await stage.overlaps()).toEqual([]);
    expect(Math.max(...(await stage.ended()).values())).toBeLessThanOrEqual(3);
    for (const { pid } of [one, other]) expect(runs.some(({ process }) => process === pid)).toBe(true);
  });

  it('un rendez-vous demandé par un exemplaire dont l’horloge avance d’une minute vient à l’heure', async () => {
    await stage.replica({ runMs: 10, skewMs: 60_000 });
    const begun = Date.now();
    await stage.front.queue.add('hub#1', 'encore');
    await until(async () => (await stage.ended()).get('hub#1') === 2, 20_000);
    expect(Date.now() - begun).toBeGreaterThan(1_900);
    expect(Date.now() - begun).toBeLessThan(15_000);
  });

  it('un rendez-vous donné par un exemplaire qui a fini est tenu par un autre, à la plus proche des heures dites', async () => {
    const begun = Date.now();
    await stage.front.queue.addAt('hub#1', new Date(begun + 3_600_000));
    await stage.front.queue.addAt('hub#1', new Date(begun + 2_000));
    await stage.front.queue.addAt('hub#1', new Date(begun + 7_200_000));
    await stage.closeFront();
    await stage.replica({ runMs: 10 });
    await stage.openFront();
    await until(async () => (await stage.ended()).get('hub#1') === 1, 20_000);
    expect(Date.now() - begun).toBeGreaterThan(1_900);
  });

  it('l’un tué en pleine exécution, l’autre reprend en moins de 75 s : rien n’est perdu, rien n’est fait deux fois à la fois', async () => {
    const doomed = await stage.replica({ runMs: 3_000 });
    await addAll(12);
    await until(async () => (await stage.trace()).length >= 8, 20_000);
    await end(doomed, 'SIGKILL');
    await stage.replica({ runMs: 50 });
    await until(async () => (await stage.ended()).size === 12 && (await stage.isAtRest()), 75_000);
    expect(await stage.overlaps(doomed)).toEqual([]);
  });

  it('l’un arrêté par un déploiement finit ce qu’il fait, et laisse le reste', async () => {
    const leaving = await stage.replica({ runMs: 500 });
    await addAll(20);
    await until(async () => (await stage.trace()).length >= 8, 20_000);
    await end(leaving, 'SIGTERM');
    expect(leaving.exitCode).toBe(0);
    const { ready, running } = await stage.front.queue.stats();
    expect({ running, left: ready }).toEqual({ running: 0, left: 20 - (await stage.ended()).size });
    expect(await stage.overlaps()).toEqual([]);
    await stage.replica({ runMs: 10 });
    await until(async () => (await stage.ended()).size === 20, 20_000);
    expect(Math.max(...(await stage.ended()).values())).toBe(1);
  });
});

describe('PostgreSQL qui s’arrête', () => {
  it('un ajout est refusé avec 503 et la raison, puis tout reprend seul : rien de ce qui était promis n’est perdu', async () => {
    await stage.replica({ runMs: 200 });
    await addAll(10);
    stage.cluster.crash();
    const refused = await stage.front.queue.add('hub#refusé', 'x').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(QueueUnavailable);
    expect(refused).toMatchObject({ status: 503 });
    expect(stage.front.queue.obstacle()).toMatch(/^PostgreSQL: /);
    expect(stage.front.queue.obstacle()).not.toContain('mot-de-passe');
    await wait(2_000);
    stage.cluster.start();
    await until(() => Promise.resolve(stage.front.queue.obstacle() === null), 15_000);
    await until(async () => (await stage.ended()).size >= 10 && (await stage.isAtRest()), 75_000);
    await stage.front.queue.add('hub#après', 'x');
    await until(async () => (await stage.ended()).has('hub#après'), 15_000);
  });

  it('dont le disque est plein : un ajout est refusé avec 503 et la raison, et ce qui courait finit quand il y a de nouveau de la place', async () => {
    await stage.replica({ runMs: 500 });
    await addAll(10);
    await until(async () => (await stage.trace()).length > 0, 20_000);
    await stage.cluster.sql(diskFull, stage.base);
    const refused = await stage.front.queue.add('hub#refusé', 'x').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(QueueUnavailable);
    expect(refused).toMatchObject({ status: 503 });
    expect(stage.front.queue.obstacle()).toBe('PostgreSQL: No space left on device');
    const ended = (await stage.ended()).size;
    expect(ended).toBeLessThan(10);
    await stage.cluster.sql(diskMended, stage.base);
    await until(async () => (await stage.ended()).size === 10 && (await stage.isAtRest()), 75_000);
    await deliver('hub#après', 'x');
    await until(async () => (await stage.ended()).has('hub#après') && stage.front.queue.obstacle() === null, 15_000);
  });

  it.each(['cut', 'mute'] as const)(
    'le réseau coupé (%s) : la réponse vient avant que GitHub n’abandonne, et tout reprend',
    async (way) => {
      const through = await stage.replica({ runMs: 100, port: stage.proxy.port });
      await addAll(5);
      await until(async () => (await stage.ended()).size === 5, 20_000);
      stage.proxy.set(way);
      const begun = Date.now();
      await expect(stage.front.queue.add('hub#6', 'x')).rejects.toThrow(QueueUnavailable);
      expect(Date.now() - begun).toBeLessThan(9_000);
      expect(stage.front.queue.obstacle()).not.toBeNull();
      stage.proxy.set('open');
      await deliver('hub#6', 'x');
      await until(async () => (await stage.ended()).has('hub#6') && (await stage.isAtRest()), 75_000);
      expect(through.exitCode).toBeNull();
      expect(await stage.overlaps()).toEqual([]);
    },
  );

  it('un PostgreSQL lent (100 ms par échange) retarde, et ne perd ni ne double rien', async () => {
    stage.proxy.set('slow');
    await Promise.all([stage.replica({ runMs: 10, port: stage.proxy.port }), stage.replica({ runMs: 10, port: stage.proxy.port })]);
    await Promise.all(keys(10).map((key) => stage.front.queue.add(key, 'x')));
    await until(async () => (await stage.ended()).size === 10 && (await stage.isAtRest()), 60_000);
    expect(await stage.overlaps()).toEqual([]);
  });
});

it('un schéma d’une version d’avant est mis à jour au démarrage, et ce qui attendait part', async () => {
  await addAll(5);
  await stage.closeFront();
  await stage.cluster.sql(getRollbackPlans(SCHEMA, BOSS_VERSION), stage.base);
  expect(await stage.cluster.sql(`SELECT version FROM ${SCHEMA}.version`, stage.base)).toEqual([{ version: BOSS_VERSION - 1 }]);
  await stage.openFront();
  expect(await stage.cluster.sql(`SELECT version FROM ${SCHEMA}.version`, stage.base)).toEqual([{ version: BOSS_VERSION }]);
  await stage.replica({ runMs: 10 });
  await until(async () => (await stage.ended()).size === 5, 20_000);
});
