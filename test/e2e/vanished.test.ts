import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { mirrorWorld } from './harness/mirror-world.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';

let proxied: ProxiedWorld;
beforeEach(async () => {
  proxied = await startProxiedWorld({ projects: 'filled' });
});
afterEach(() => proxied.close());

const { open, says } = mirrorWorld(() => proxied.world);

it('un dépôt qui disparaît entre l’arbre et les fichiers : rien n’est dit conforme, puis il revient et il est jugé', async () => {
  const front = '/repos/demat-permis/front';
  const missing = { status: 404, body: '{"message":"Not Found"}' };
  let gone = false;
  let back = false;
  proxied.proxy.meets(({ path, body }) => {
    if (back) return null;
    if (gone && path.startsWith(front)) return missing;
    if (gone && path === '/graphql' && body.includes('oid0'))
      return { alters: () => '{"data":{"repository":null},"errors":[{"type":"NOT_FOUND","message":"x"}]}' };
    gone = gone || path.startsWith(`${front}/git/trees/`);
    return null;
  });
  const number = await open({ 'depots-applicatifs': 'demat-permis/front', 'depots-infra': 'demat-permis/front' });
  await proxied.world.settle();
  expect(gone).toBe(true);
  const checks = async () => {
    const { comments } = await proxied.world.dossier(number);
    return comments.find(({ body }) => readMarker(body) === 'checks')?.body ?? '';
  };
  expect(await checks()).not.toMatch(/conforme/);
  back = true;
  proxied.world.advance({ hours: 1 });
  await says(number, '/verifier');
  expect(await checks()).toMatch(/conforme/);
});
