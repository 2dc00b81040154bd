import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/stage.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

/** A GitHub that does not understand what is asked of one issue: something that the App cannot foresee. */
interface Spoiler {
  number: number | null;
}

let spoiler: Spoiler;
let proxy: { url: string; close: () => void } | null;
let world: World;
beforeEach(async () => {
  spoiler = { number: null };
  proxy = null;
  const start = startAccostage();
  world = await startWorld({
    startApp: async (environment) => {
      proxy ??= await startProxy(environment.apiUrl, spoiler);
      return start({ ...environment, apiUrl: proxy.url });
    },
  });
});
afterEach(async () => {
  await world.close();
  proxy?.close();
});

async function startProxy(target: string, spoiled: Spoiler): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    void (async () => {
      const { method = 'GET', url = '/', headers } = request;
      const body = await buffer(request);
      if (url === '/graphql' && body.toString().includes(`"number":${spoiled.number}}`)) {
        const errors = [{ message: 'Field does not exist', extensions: { code: 'undefinedField' } }];
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
        return;
      }
      const answer = await fetch(`${target}${url}`, {
        method,
        headers: { accept: headers.accept ?? '*/*', authorization: headers.authorization ?? '', 'content-type': 'application/json' },
        ...(body.length === 0 ? {} : { body }),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}`, close };
}

async function statusOf(number: number): Promise<string> {
  const { comments } = await world.dossier(number);
  return comments.find(({ author, body }) => author === 'accostage[bot]' && readMarker(body) === 'status')?.body ?? '';
}

async function open(title: string): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title, body: aBody({ sauvegarde: 'À compléter' }) });
  await world.settle();
  return number;
}

it('trois échecs : le dossier est mis de côté avec des excuses et une référence, sans gêner les autres ; un événement le réveille', async () => {
  const [failing, healthy] = [await open('Le dossier qui échoue'), await open('Un autre dossier')];
  spoiler.number = failing;
  const broken = () => world.as('lea-martin').comment(failing, 'Bonjour');
  await broken();
  for (let attempt = 0; attempt < 3; attempt++) {
    await world.settle();
    world.advance({ minutes: 10 });
  }
  await world.settle();
  expect(await statusOf(failing)).toMatch(/Toutes nos excuses[\s\S]*référence\s:\s`[\w-]{8,}`/);
  await world.as('lea-martin').editIssue(healthy, { body: aBody() });
  await world.settle();
  expect(await statusOf(healthy)).toContain('27/27');

  spoiler.number = null;
  await broken();
  await world.settle();
  expect(await statusOf(failing)).not.toContain('Toutes nos excuses');
});
