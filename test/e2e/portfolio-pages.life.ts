import { afterEach, expect, it } from 'vitest';
import { HUB } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { camille } from '../web/pages/serve-pages.ts';
import { type FaultyProxy, startProxy } from './harness/faulty-proxy.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { type RunningApp, startWorld, type World } from './harness/world.ts';

let world: World;
let app: RunningApp;
let proxy: FaultyProxy;
afterEach(() => world.close());

/** Where people find the pages, as the App is told at its start. */
let told: { address?: string } = {};

async function start(hubs: readonly string[] = [HUB]): Promise<void> {
  world = await startWorld({
    startApp: async (environment) => {
      proxy = await startProxy(environment.apiUrl);
      const ports = { reader: () => () => Promise.resolve(camille), ...told };
      const startApp = startAccostage({ hubs: [...hubs], sweepIntervalMs: 900_000 }, undefined, ports);
      return (app = await startApp({ ...environment, apiUrl: proxy.url }));
    },
  });
}

const get = async (path: string) => {
  const response = await fetch(`${app.url}${path}`);
  return { status: response.status, text: await response.text() };
};

it('le portefeuille suit chaque passage : un dossier s’ouvre, change de phase, et ne se perd pas au redémarrage', async () => {
  await start();
  expect((await get('/portefeuille')).text).not.toContain('Un projet complet');
  const number = await world.as('lea-martin').submitForm({ title: 'Un projet complet', body: aBody() });
  await world.settle();
  expect((await get('/portefeuille')).text).toContain('Un projet complet');
  await world.as('camille-st').addLabel(number, 'phase: OVH');
  await world.settle();
  const page = await get(`/dossiers/${HUB}/${number}`);
  expect(page.text).toContain('Entrée dans la phase «\u00a0OVH\u00a0», à la demande de camille-st');
  await world.stopApp();
  await world.startApp();
  await world.settle();
  expect(await get(`/dossiers/${HUB}/${number}`)).toMatchObject({ status: 200, text: expect.stringContaining('phase «\u00a0OVH\u00a0»') });
});

it('un dossier fermé depuis des mois est lu au démarrage, sans que rien n’y soit écrit', async () => {
  await start();
  const number = await world.as('lea-martin').submitForm({ title: 'Un vieux projet', body: aBody() });
  await world.settle();
  await world.as('camille-st').closeIssue(number);
  await world.settle();
  await world.stopApp();
  world.advance({ days: 100 });
  world.github.requests.clear();
  await world.startApp();
  await world.settle();
  expect((await get('/portefeuille')).text).toContain('Un vieux projet');
  const writes = world.github.requests.of('installation').filter(({ method, path }) => method !== 'GET' && path.includes('/issues/'));
  expect(writes).toEqual([]);
});

it('un dossier dont la lecture échoue est dit non lu, puis revient', async () => {
  await start();
  const number = await world.as('lea-martin').submitForm({ title: 'Un projet fragile', body: aBody() });
  await world.settle();
  proxy.meets(({ path }) => (path === '/graphql' ? { status: 502, body: '{}' } : null));
  await world.as('lea-martin').comment(number, 'Bonjour, une question ?');
  await world.settle();
  expect((await get('/portefeuille')).text).toContain(`${HUB}#${number}</strong>\u00a0: la dernière lecture a échoué`);
  proxy.meets(() => null);
  world.advance({ minutes: 20 });
  await world.settle();
  expect((await get('/portefeuille')).text).not.toContain('la dernière lecture a échoué');
  expect((await get(`/dossiers/${HUB}/${number}`)).text).toContain('Un projet fragile');
});

it('un dépôt d’accompagnement que l’application ne lit pas est nommé', async () => {
  await start(['dnum-mi/absent', HUB]);
  expect((await get('/portefeuille')).text).toContain('<strong>dnum-mi/absent</strong>\u00a0: l’application ne peut pas lire');
});

it('sans lecteur, ni page ni portefeuille', async () => {
  world = await startWorld({ startApp: async (environment) => (app = await startAccostage()(environment)) });
  for (const path of ['/portefeuille', '/flux.csv', '/actifs/x', '/dossiers/a/b/1']) expect((await get(path)).status).toBe(404);
});

it('le suivi mène à la page de son dossier, qui existe ; pages fermées, il n’en dit rien', async () => {
  told = { address: 'https://accostage.exemple.gouv.fr' };
  await start();
  const number = await world.as('lea-martin').submitForm({ title: 'Un projet complet', body: aBody() });
  await world.settle();
  const status = async () => (await world.dossier(number)).comments.find(({ body }) => body.includes('slot=status'))?.body ?? '';
  const [, path = ''] = /\[Page du portefeuille\]\(<https:\/\/accostage\.exemple\.gouv\.fr(\/[^>]+)>\)/.exec(await status()) ?? [];
  expect(path).toBe(`/dossiers/${HUB}/${number}`);
  expect((await get(path)).status).toBe(200);
  await world.stopApp();
  told = {};
  await world.startApp();
  await world.settle();
  expect(await status()).toContain('liste les commandes');
  expect(await status()).not.toContain('portefeuille');
}, 60_000);
