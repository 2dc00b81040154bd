import { afterEach, describe, expect, it } from 'vitest';
import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import { population } from '../../sandbox/seed/population.ts';
import type { FaultyProxy } from './harness/faulty-proxy.ts';
import { api, mirrorWorld } from './harness/mirror-world.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';
import type { World } from './harness/world.ts';
import { passSweeps } from './harness/sweeps.ts';

let proxied: ProxiedWorld;
let world: World;
let proxy: FaultyProxy;
/** What GitHub says of the author's right in the repository, wherever it is. */
let right: string;
afterEach(() => proxied.close());

const { call, pulls, change, inOvh, open, says, comments, status, merge } = mirrorWorld(() => world);
const front = 'demat-permis/front';
const home = 'demat-permis';
const elsewhere = 'demat-suite';

/** Another organisation of the same people. */
const seedWith = (installed: boolean): GitHubSeed => ({
  ...population,
  organizations: [...population.organizations, { login: elsewhere, name: 'Démat-Suite', owners: ['lea-martin'] }],
  installations: [...population.installations, ...(installed ? [{ account: elsewhere, repositories: 'all' as const }] : [])],
});

async function start(installed: boolean): Promise<void> {
  proxied = await startProxiedWorld({ projects: 'filled', seed: seedWith(installed) }, { sweepIntervalMs: 15 * 60_000 });
  ({ world, proxy } = proxied);
  right = JSON.stringify(await call('lea-martin', { method: 'GET', path: `/repos/${api}/collaborators/lea-martin/permission` }));
}

/** Its owner gives the repository to another account. GitHub then follows its former name; the embedded GitHub knows rights by the names of the seed alone. */
async function transfer(name: string, from: string, to: string): Promise<void> {
  const old = `/repos/${from}/${name}`;
  await call('lea-martin', { method: 'POST', path: `${old}/transfer`, body: { new_owner: to } });
  proxy.meets(({ path }) => {
    if (path.includes('/collaborators/')) return { status: 200, body: right };
    const isOld = path === old || path.startsWith(`${old}/`) || path.startsWith(`${old}?`);
    return isOld ? { movedTo: path.replace(old, `/repos/${to}/${name}`) } : null;
  });
  await world.rest();
}

const sweeps = (count: number) => passSweeps(world, count);

const written = async (number: number) => [...(await comments(number)).keys()];
const told = async (number: number) => (await comments(number)).get('checks') ?? '';

describe.each([
  ['où l’application est installée', true],
  ['où l’application n’est pas installée', false],
])('un dépôt transféré à une autre organisation %s, et rendu', (_, installed) => {
  it('pendant que la pull request de l’accostage est ouverte : elle reste la seule, et le dossier la suit jusqu’à sa fusion', async () => {
    await start(installed);
    const number = await inOvh();
    const slots = await written(number);
    await transfer('api', home, elsewhere);
    await sweeps(3);
    expect(await status(number)).toContain(installed ? `${elsewhere}/api/pull/1` : 'l’application n’y est pas installée');
    expect(await pulls(`${elsewhere}/api`)).toHaveLength(1);
    expect(await written(number)).toEqual(slots);
    await transfer('api', elsewhere, home);
    await sweeps(3);
    expect(await pulls(api)).toMatchObject([{ state: 'open' }]);
    expect(await written(number)).toEqual(slots);
    expect(await status(number)).toContain(`${api}/pull/1`);
    await merge(1);
    await sweeps(3);
    expect(await status(number)).toContain('la GitHub Action est en place');
    expect(await pulls(api)).toHaveLength(1);
  });

  it('pendant que celle des corrections est ouverte : elle reste la seule', async () => {
    await start(installed);
    const number = await open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });
    await says(number, '/corriger');
    const slots = await written(number);
    expect(await pulls(front)).toMatchObject([{ state: 'open' }]);
    await transfer('front', home, elsewhere);
    await sweeps(3);
    expect(await told(number)).toContain(installed ? `${elsewhere}/front/pull/1` : 'l’application n’y est pas installée');
    await transfer('front', elsewhere, home);
    await sweeps(3);
    expect(await told(number)).toContain(`${front}/pull/1`);
    expect(await pulls(front)).toMatchObject([{ number: 1, state: 'open' }]);
    expect(await written(number)).toEqual(slots);
  });
});

describe('l’application retirée de l’organisation du projet, puis réinstallée', () => {
  it.each<[string, { meanwhile: () => Promise<unknown>; told: string; state: 'open' | 'closed' }]>([
    [
      'rien d’autre n’arrive : la pull request de l’accostage reste la seule',
      { meanwhile: () => Promise.resolve(), told: `${api}/pull/1`, state: 'open' },
    ],
    [
      'fusionnée entre-temps, elle est vue fusionnée',
      { meanwhile: () => merge(1), told: 'la GitHub Action est en place', state: 'closed' },
    ],
    [
      'fermée entre-temps par une personne, c’est un refus',
      { meanwhile: () => change(1, { state: 'closed' }), told: 'a été fermée sans être fusionnée', state: 'closed' },
    ],
    [
      'le dépôt rendu privé entre-temps : elle reste la seule',
      {
        meanwhile: () => call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { private: true } }),
        told: `${api}/pull/1`,
        state: 'open',
      },
    ],
  ])('%s', async (_, { meanwhile, told: end, state }) => {
    await start(false);
    const number = await inOvh();
    const slots = await written(number);
    world.github.setInstalled(home, false);
    await sweeps(1);
    expect(await status(number)).toContain('l’application n’y est pas installée');
    await meanwhile();
    await sweeps(2);
    world.github.setInstalled(home, true);
    await world.rest();
    expect(await status(number)).toContain(end);
    await sweeps(4);
    expect(await pulls(api)).toMatchObject([{ number: 1, state }]);
    expect(await written(number)).toEqual(slots);
  });

  it('et archivé, puis désarchivé : la pull request ouverte est suivie de nouveau', async () => {
    await start(false);
    const number = await inOvh();
    const slots = await written(number);
    const archive = (archived: boolean) => call('lea-martin', { method: 'PATCH', path: `/repos/${api}`, body: { archived } });
    await archive(true);
    await world.rest();
    expect(await status(number)).toContain('ce dépôt est archivé');
    await archive(false);
    await world.rest();
    expect(await status(number)).toContain(`${api}/pull/1`);
    expect(await pulls(api)).toHaveLength(1);
    expect(await written(number)).toEqual(slots);
  });
});
