import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import type { aBody } from '../dossier/toy-hub.ts';
import type { FaultyProxy } from './harness/faulty-proxy.ts';
import { mirrorWorld } from './harness/mirror-world.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

const hung = ['demat-permis/api', 'demat-permis/front'] as const;

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld();
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());

const { call, inOvh, open, pulls, says, status, workflowAt } = mirrorWorld(() => world);
const declaring = (repository: string): Parameters<typeof aBody>[0] => ({ 'depots-applicatifs': repository, 'depots-infra': repository });
const isHung = ({ path }: { path: string }) => hung.some((name) => path.startsWith(`/repos/${name}`));

async function replies(number: number): Promise<number> {
  const { comments } = await world.dossier(number);
  return comments.filter(({ body }) => readMarker(body)?.startsWith('reply/')).length;
}

it('deux dépôts qui ne répondent pas ne retardent personne, ne sont pas rappelés d’une minute, et leurs dossiers aboutissent ensuite', async () => {
  const slow = [];
  for (const name of hung) slow.push(await inOvh(declaring(name)));
  const others = [await open(declaring('demat-permis/infra')), await open(declaring('demat-permis/infra'))];
  proxy.meets((asked) => (isHung(asked) ? 'hang' : null));
  for (const number of slow) await world.as('lea-martin').comment(number, '/verifier');
  await vi.waitFor(() => expect(proxy.hanging()).toBe(2), { timeout: 5_000 });
  for (const number of others) await world.as('lea-martin').comment(number, '/statut');
  await vi.waitFor(async () => expect(await Promise.all(others.map(replies))).toEqual([1, 1]), { timeout: 5_000 });
  expect(proxy.hanging()).toBe(2);

  proxy.letGo();
  await world.settle();
  const calls = () => proxy.calls.filter(isHung).length;
  const before = calls();
  for (const number of slow) await world.as('lea-martin').comment(number, '/statut');
  await world.settle();
  expect(calls()).toBe(before);

  proxy.meets(() => null);
  world.advance({ minutes: 1 });
  await world.settle();
  expect(calls()).toBeGreaterThan(before);
  expect(await Promise.all(slow.map(replies))).toEqual([2, 2]);
});

it('une mise à jour de pull request interrompue entre le fichier et le texte est achevée par le passage suivant', async () => {
  const number = await inOvh();
  proxy.meets(({ method, path }) => (method === 'PATCH' && path.endsWith('/pulls/1') ? { status: 429, body: '{"message":"x"}' } : null));
  await says(number, '/forcer cloud-pi-native jalon', 'camille-st');
  expect(await workflowAt('accostage/miroir')).toContain('CLOUD_PI_NATIVE');
  expect(await pulls()).toMatchObject([{ title: 'ci: synchroniser ce dépôt vers OVH' }]);
  proxy.meets(() => null);
  world.advance({ minutes: 1 });
  await world.settle();
  expect(await pulls()).toMatchObject([
    { title: expect.stringContaining('Cloud π native'), body: expect.stringContaining('CLOUD_PI_NATIVE') },
  ]);
});

it('une règle du dépôt qui refuse la branche est dite avec la raison de GitHub, et n’est retentée que si quelque chose change, ou le lendemain', async () => {
  const reason = 'Cannot create ref due to creations being restricted.';
  const isBranch = ({ method, path }: { method: string; path: string }) => method === 'POST' && path.endsWith('/git/refs');
  proxy.meets((asked) => (isBranch(asked) ? { status: 422, body: JSON.stringify({ message: reason }) } : null));
  const tries = () => proxy.calls.filter(isBranch).length;
  const number = await inOvh();
  expect(await status(number)).toContain(reason);
  expect(tries()).toBe(1);
  for (let hour = 0; hour < 12; hour++) {
    world.advance({ hours: 1 });
    await world.settle();
  }
  expect(tries()).toBe(1);
  await says(number, '/miroir');
  expect(tries()).toBe(2);
  await call('lea-martin', {
    method: 'PUT',
    path: '/repos/demat-permis/api/contents/notes.md',
    body: { message: 'notes', content: Buffer.from('x').toString('base64'), branch: 'main' },
  });
  await world.settle();
  expect(tries()).toBe(3);
  world.advance({ days: 2 });
  await world.settle();
  expect(tries()).toBe(4);
  expect(await status(number)).toContain(reason);
  proxy.meets(() => null);
  await says(number, '/miroir');
  expect(await pulls()).toHaveLength(1);
  expect(await status(number)).not.toContain(reason);
});
