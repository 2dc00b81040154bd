import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { FaultyProxy } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld();
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());

/** GitHub does not understand what is asked of that issue: something that the App cannot foresee. */
function spoil(number: number): void {
  const body = JSON.stringify({ errors: [{ message: 'Field does not exist', extensions: { code: 'undefinedField' } }] });
  proxy.meets(({ path, body: asked }) => (path === '/graphql' && asked.includes(`"number":${number}}`) ? { status: 200, body } : null));
}

async function statusOf(number: number): Promise<string> {
  const { comments } = await world.dossier(number);
  return comments.find(({ author, body }) => author === 'accostage[bot]' && readMarker(body) === 'status')?.body ?? '';
}

async function open(title: string): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title, body: aBody({ architecture: 'À compléter' }) });
  await world.settle();
  return number;
}

it('trois échecs : le dossier est mis de côté avec des excuses et une référence, sans gêner les autres ; un événement le réveille', async () => {
  const [failing, healthy] = [await open('Le dossier qui échoue'), await open('Un autre dossier')];
  spoil(failing);
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
  expect(await statusOf(healthy)).toContain('15/15');

  proxy.meets(() => null);
  await broken();
  await world.settle();
  expect(await statusOf(failing)).not.toContain('Toutes nos excuses');
});
