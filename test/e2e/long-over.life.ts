import { afterEach, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { camille } from '../web/pages/serve-pages.ts';
import { aFreePort } from '../free-port.ts';
import { type FaultyProxy, startProxy } from './harness/faulty-proxy.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

/** As many dossiers as the App looks at together. */
const AT_ONCE = 8;
/** More than those: the one that is over comes last, and must still wait when the others are at work. */
const OPEN = AT_ONCE + 4;
const body = aBody({ 'depots-applicatifs': null, 'depots-infra': null, architecture: null });

let world: World;
let proxy: FaultyProxy;
/** Whether what the App writes in the dossiers waits. */
let isHeld = false;
/** Whether GitHub tells nothing of the dossiers. */
let isSilent = false;
/** Where the pages are, which every status tells. */
let address = 'https://accostage.example';
afterEach(() => world.close());

async function start(port: number): Promise<void> {
  world = await startWorld({
    startApp: async (environment) => {
      proxy = await startProxy(environment.apiUrl);
      proxy.meets(({ method, path, body: asked }) => {
        if (isSilent && asked.includes('dossierFields')) return { status: 502, body: '' };
        return isHeld && method !== 'GET' && path.includes('/issues/') ? 'held' : null;
      });
      const startApp = startAccostage({ port }, undefined, { reader: () => () => Promise.resolve(camille), address });
      return startApp({ ...environment, apiUrl: proxy.url });
    },
  });
}

it('une commande écrite dans un dossier terminé depuis longtemps, qu’un démarrage va relire sans y écrire, a sa réponse tout de suite', async () => {
  const port = await aFreePort();
  await start(port);
  const over = await world.as('lea-martin').submitForm({ title: 'Un vieux projet', body });
  for (let one = 1; one <= OPEN; one += 1) await world.as('lea-martin').submitForm({ title: `Projet ${one}`, body });
  await world.rest();
  await world.as('lea-martin').closeIssue(over);
  await world.settle();
  await world.stopApp();
  world.advance({ days: 60 });
  isHeld = true;
  const starting = world.startApp();
  await expect.poll(() => proxy.hanging(), { timeout: 20_000 }).toBe(AT_ONCE);
  world.github.relay.deliverTo(`http://127.0.0.1:${port}/api/github/webhooks`);
  await world.as('lea-martin').comment(over, '/statut');
  await world.github.relay.settle();
  isHeld = false;
  proxy.letGo();
  await starting;
  await world.settle();
  const { comments } = await world.dossier(over);
  expect(comments.filter(({ body: text }) => readMarker(text)?.startsWith('reply/'))).toHaveLength(1);
}, 60_000);

it('un dossier terminé depuis longtemps n’est pas récrit en passant, même si GitHub n’a rien dit de lui la première fois', async () => {
  await start(await aFreePort());
  const over = await world.as('lea-martin').submitForm({ title: 'Un vieux projet', body });
  const other = await world.as('lea-martin').submitForm({ title: 'Un autre', body });
  await world.rest();
  await world.as('lea-martin').closeIssue(over);
  await world.settle();
  await world.stopApp();
  world.advance({ days: 60 });
  address = 'https://ailleurs.example';
  isSilent = true;
  await world.startApp();
  isSilent = false;
  world.advance({ minutes: 2 });
  await world.settle();
  const says = async (number: number) => (await world.dossier(number)).comments.some(({ body: text }) => text.includes(address));
  expect([await says(over), await says(other)]).toEqual([false, true]);
}, 60_000);
