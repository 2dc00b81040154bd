import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Proxied } from './harness/faulty-proxy.ts';
import { api, mirrorWorld } from './harness/mirror-world.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';

let proxied: ProxiedWorld;
beforeEach(async () => {
  proxied = await startProxiedWorld({});
});
afterEach(() => proxied.close());

const { pulls, inOvh, says, status, writesInProjects } = mirrorWorld(() => proxied.world);
const at = `/repos/${api}`;
const isPulls = ({ method, path }: Proxied) => method === 'GET' && path.startsWith(`${at}/pulls?`) && path.includes('head=');
const isBranch = ({ method, path }: Proxied) => method === 'GET' && decodeURIComponent(path).startsWith(`${at}/git/ref/heads/accostage/`);
const isCreation = ({ method, path }: Proxied) => method === 'POST' && path === `${at}/pulls`;

async function restart(): Promise<void> {
  await proxied.world.stopApp();
  proxied.proxy.meets(() => null);
  await proxied.world.startApp();
  await proxied.world.rest();
}

/** One pull request stands, nothing is said to be wrong, nothing is left to write. */
async function expectAtRest(number: number): Promise<void> {
  expect(await pulls()).toMatchObject([{ state: 'open', head: { ref: 'accostage/miroir' } }]);
  expect(await status(number)).not.toContain('je n’ai pas pu');
  proxied.world.github.requests.clear();
  await restart();
  expect(writesInProjects()).toEqual([]);
}

describe('GitHub refuse une seconde pull request d’une même branche, et l’accostage vit avec', () => {
  it.each([
    ['de la pull request', isPulls, { alters: () => '[]' }],
    ['de la branche', isBranch, { status: 404, body: '{"message":"Not Found"}' }],
  ] as const)('une lecture en retard %s', async (_, isLate, fault) => {
    const number = await inOvh();
    await proxied.world.stopApp();
    let late = 0;
    proxied.proxy.meets((call) => (isLate(call) && late++ === 0 ? fault : null));
    await proxied.world.startApp();
    await says(number, '/miroir');
    await restart();
    await expectAtRest(number);
  });

  it('une création dont la réponse s’est perdue', async () => {
    let lost = 0;
    proxied.proxy.meets((call) => (isCreation(call) && lost++ === 0 ? 'lost' : null));
    const number = await inOvh();
    expect(lost).toBeGreaterThan(0);
    await restart();
    await expectAtRest(number);
  });
});
