import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultyProxy, Proxied } from './harness/faulty-proxy.ts';
import { mirrorWorld } from './harness/mirror-world.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
beforeEach(async () => {
  proxied = await startProxiedWorld({ projects: 'filled' });
  ({ world, proxy } = proxied);
});
afterEach(() => proxied.close());

const front = 'demat-permis/front';
const at = `/repos/${front}`;
const { pulls, open, says, comments, status, writesInProjects } = mirrorWorld(() => world);
const declared = () => open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });

async function restart(): Promise<void> {
  await world.stopApp();
  proxy.meets(() => null);
  await world.startApp();
  await world.rest();
}

/** One pull request stands, the dossier shows it, nothing is left to write. */
async function expectAtRest(number: number): Promise<void> {
  expect(await pulls(front)).toMatchObject([{ state: 'open', head: { ref: 'accostage/corrections' } }]);
  expect((await comments(number)).get('checks')).toMatch(/la pull request 1.* est ouverte/);
  expect(await status(number)).not.toContain('je n’ai pas pu');
  world.github.requests.clear();
  await restart();
  expect(writesInProjects()).toEqual([]);
}

describe('l’application tuée au milieu de /corriger', () => {
  it.each(['git/trees', 'git/commits', 'git/refs', 'pulls'])(
    'juste après l’écriture de %s : reprise, elle ouvre la même pull request, une fois',
    async (written) => {
      const number = await declared();
      let killed = false;
      proxy.meets(({ method, path }) => {
        if (killed) return 'cut';
        killed = method === 'POST' && path === `${at}/${written}`;
        return killed ? 'lost' : null;
      });
      await says(number, '/corriger');
      expect(killed).toBe(true);
      await restart();
      await expectAtRest(number);
    },
  );
});

describe('une lecture en retard', () => {
  const isPulls = ({ method, path }: Proxied) => method === 'GET' && path.startsWith(`${at}/pulls?`) && path.includes('head=');
  const isBranch = ({ method, path }: Proxied) =>
    method === 'GET' && decodeURIComponent(path).startsWith(`${at}/git/ref/heads/accostage/corrections`);

  it.each([
    ['de la pull request', isPulls, { alters: () => '[]' }],
    ['de la branche', isBranch, { status: 404, body: '{"message":"Not Found"}' }],
  ] as const)('%s déjà ouverte : rien n’est écrit deux fois, et la suivante est juste', async (_, isLate, fault) => {
    const number = await declared();
    await says(number, '/corriger');
    await world.stopApp();
    let late = 0;
    proxy.meets((call) => (isLate(call) && late++ === 0 ? fault : null));
    await world.startApp();
    await says(number, '/verifier');
    expect(late).toBeGreaterThan(0);
    await restart();
    await expectAtRest(number);
  });
});
