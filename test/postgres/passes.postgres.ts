import { expect, it } from 'vitest';
import { createLimits } from '../../sandbox/emulator/limits.ts';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { deliveryHeaders } from '../../sandbox/emulator/delivery.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { startGitHub } from '../../sandbox/emulator/start-github.ts';
import { grants } from '../../sandbox/seed/grants.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { seedHub } from '../../sandbox/seed/seed-hub.ts';
import { readShipped, shippedForm } from '../../src/defaults.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { startSweep } from '../../src/queue/sweep.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { type FaultyProxy, startProxy } from '../e2e/harness/faulty-proxy.ts';
import { startProgram } from '../program/start-program.ts';
import { createManyDossiers } from '../simulation/many-dossiers.ts';
import { memoryLog } from '../web/memory-log.ts';
import { settings } from './common.ts';
import { until, useStage } from './stage.ts';

const stage = useStage();
const HOUR = 3_600_000;

it('deux passages à la fois, celui d’un exemplaire lent et celui de qui a pris son tour : aucune clé ne court deux fois à la fois, chacune est regardée, et la fin du lent ne donne pas un troisième tour', async () => {
  await stage.replica({ runMs: 200 });
  const { queue, backend } = stage.front;
  const keys = Array.from({ length: 30 }, (_, index) => `hub${index % 3}#${index}`);
  const slow = Promise.withResolvers<readonly string[]>();
  const passing = (list: () => Promise<readonly string[]>) =>
    startSweep<string>({
      everyMs: HOUR,
      turn: backend.sweepTurn,
      list,
      offer: (key) => queue.offer(key, 'sweep'),
      clock: systemClock,
      log: memoryLog().log,
    });
  const sweeps = [passing(() => slow.promise)];
  const taken = "SELECT 1 FROM accostage.sweep WHERE taken_until > now() + interval '1 minute'";
  await until(async () => (await stage.cluster.sql(taken, stage.base)).length === 1, 20_000);
  await stage.cluster.sql("UPDATE accostage.sweep SET taken_until = now() - interval '1 second'", stage.base);
  sweeps.push(passing(() => Promise.resolve(keys)));
  await until(async () => (await stage.trace()).length > 0, 20_000);
  slow.resolve(keys);
  await Promise.all(sweeps.map(({ first }) => first));
  await until(async () => (await stage.ended()).size === keys.length && (await stage.isAtRest()), 60_000);
  expect(await stage.overlaps()).toEqual([]);
  expect(Math.max(...(await stage.ended()).values())).toBeLessThanOrEqual(2);
  expect(await backend.sweepTurn.take(HOUR)).toBe(false);
  for (const sweep of sweeps) sweep.stop();
});

/** A GitHub with as many dossiers, of which the first is real and at rest. */
async function aHubOf(dossiers: number) {
  const many = createManyDossiers([settings.stateSecret]);
  let port: string | null = null;
  const github = await startGitHub({
    seed: population,
    grants,
    webhookSecret: settings.webhookSecret,
    port: 0,
    carry: (event, payload) => {
      if (port === null) return;
      const body = JSON.stringify(payload);
      const headers = deliveryHeaders({ id: crypto.randomUUID(), event }, { body, secret: settings.webhookSecret, appId: github.appId });
      // Lost where the program that would have received it is being killed, as GitHub loses it.
      fetch(`http://127.0.0.1:${port}/api/github/webhooks`, { method: 'POST', headers, body }).catch(() => undefined);
    },
    limits: { ...createLimits(), gap: many.gap },
  });
  await seedHub(github, { form: readShipped(shippedForm) });
  const start = (url: string, besides: Readonly<Record<string, string>> = {}) =>
    startProgram('src/serve.ts', {
      env: {
        APP_ID: String(github.appId),
        PRIVATE_KEY: github.privateKey,
        WEBHOOK_SECRET: settings.webhookSecret,
        STATE_SECRET: settings.stateSecret,
        HUBS: HUB,
        GITHUB_API_URL: url,
        HOST: '127.0.0.1',
        PORT: '0',
        ...besides,
      },
    });
  const first = start(github.url);
  port = (await first.saw(/"port":(\d+).*"listening"/))[1] ?? null;
  const body = aBody({ 'depots-applicatifs': null, 'depots-infra': null });
  await person('lea-martin', { url: github.url, repository: HUB }).submitForm({ title: 'Projet', body });
  await until(async () => (await statuses(github.url)) === 1, 60_000);
  await first.stop();
  port = null;
  many.grow(dossiers);
  return { github, start };
}

async function statuses(url: string): Promise<number> {
  const { comments } = await readDossier(url, { repository: HUB, number: 1, reader: 'camille-st' });
  return comments.filter(({ body }) => readMarker(body) === 'status').length;
}

/** The dossiers whose look has ended, in whichever program: each of them is written down to be looked at again, in days. */
async function looked(base: string): Promise<number> {
  const ended =
    "SELECT DISTINCT singleton_key FROM accostage.job WHERE singleton_key LIKE '%#%' AND start_after > now() + interval '1 hour'";
  return (await stage.cluster.sql(ended, base)).length;
}

const isPage = ({ path, body }: FaultyProxy['calls'][number]) => path === '/graphql' && body.includes('issues(first: $size');

it('le programme tué (SIGKILL) au milieu de son passage : l’autre le reprend, chaque dossier est regardé, et rien n’est lu plus d’une fois de trop', async () => {
  const DOSSIERS = 160;
  const { github, start } = await aHubOf(DOSSIERS);
  // The front of the stage is set otherwise.
  await stage.cluster.sql('CREATE DATABASE passes');
  const proxies = [await startProxy(github.url), await startProxy(github.url)];
  const programs = proxies.map(({ url }) => start(url, { DATABASE_URL: stage.cluster.url({ base: 'passes' }) }));
  try {
    const killed = await new Promise<number>((resolve, reject) => {
      // Neither of them may end by itself.
      for (const { ended, output } of programs) void ended.then(() => reject(new Error(output())));
      for (const [index, proxy] of proxies.entries())
        proxy.meets((call) => {
          if (!isPage(call) || call.body.includes('"after":null')) return null;
          for (const other of proxies) other.meets(() => null);
          resolve(index);
          void programs[index]?.stop('SIGKILL');
          return 'hang';
        });
    });
    const [survivor, way] = [programs[1 - killed], proxies[1 - killed]];
    if (survivor === undefined || way === undefined) throw new Error('nobody is left');
    // A turn that was taken is free after two minutes, and looked for each half minute.
    await until(async () => (await looked('passes')) === DOSSIERS, 300_000);
    expect(way.calls.filter(isPage).length).toBeLessThanOrEqual(Math.ceil(DOSSIERS / 50) + 1);
    expect(await statuses(github.url)).toBe(1);
    expect(survivor.output()).not.toContain('set aside');
  } finally {
    for (const program of programs) await program.stop('SIGKILL');
    for (const proxy of proxies) proxy.close();
    await github.close();
  }
}, 420_000);
