import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { api, mirrorWorld } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';
import { passSweeps } from './harness/sweeps.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage({ sweepIntervalMs: 15 * 60_000 }), projects: 'filled' });
});
afterEach(() => world.close());

const front = 'demat-permis/front';
const { call, pulls, change, merge, workflowAt, open, says, inOvh, comments, status, head, put } = mirrorWorld(() => world);

/** What GitHub does when a branch is renamed: the default one and the open pull requests go with it ("Renaming a branch", GitHub documentation). */
async function rename(repository: string, from: string, to: string): Promise<void> {
  const at = `/repos/${repository}`;
  const sha = await head(repository);
  await call('lea-martin', { method: 'POST', path: `${at}/git/refs`, body: { ref: `refs/heads/${to}`, sha } });
  await call('lea-martin', { method: 'PATCH', path: at, body: { default_branch: to } });
  for (const { number, state, base } of await pulls(repository))
    if (state === 'open' && base.ref === from) await change(number, { base: to }, repository);
  await call('lea-martin', { method: 'DELETE', path: `${at}/git/refs/heads/${from}` });
}

const told: readonly (readonly [string, () => void])[] = [
  ['et l’événement arrive', () => world.github.relay.release()],
  ['et l’événement se perd', () => world.github.relay.release(() => [])],
];

async function renamed(repository: string, release: () => void): Promise<void> {
  world.github.relay.hold();
  await rename(repository, 'main', 'trunk');
  release();
  await world.settle();
}

const sweeps = (count: number) => passSweeps(world, count);

/** Long enough for all that is open to be read anew, where no event told of a change. */
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    world.advance({ days: 1 });
    await world.settle();
    await sweeps(1);
  }
}

const written = async (number: number) => [...(await comments(number)).keys()];
const falsehoods = /il manque|n’existe(?:nt)? pas|vide|a été fermée|refus|n’insiste/;

describe.each(told)('la branche par défaut est renommée, %s', (_, release) => {
  it('pendant que la pull request de l’accostage est ouverte : elle reste la seule, et son fichier suit', async () => {
    const number = await inOvh();
    const slots = await written(number);
    const said = async () => `${await status(number)} ${(await comments(number)).get('checklist/ovh') ?? ''}`.match(falsehoods);
    const before = await said();
    await renamed(api, release);
    for (let sweep = 0; sweep < 5; sweep += 1) {
      expect(await said()).toEqual(before);
      await sweeps(1);
    }
    expect(await pulls(api)).toMatchObject([{ number: 1, state: 'open', base: { ref: 'trunk' } }]);
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({
      on: { push: { branches: ['trunk', '!accostage/miroir'] } },
    });
    expect(await written(number)).toEqual(slots);
    await merge(1);
    await sweeps(3);
    expect(await status(number)).toContain('la GitHub Action est en place');
    expect(await pulls(api)).toHaveLength(1);
  });

  it('pendant que celle des corrections est ouverte : elle reste la seule, et suit ce qui est envoyé ensuite', async () => {
    const number = await open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });
    await says(number, '/corriger');
    const slots = await written(number);
    await renamed(front, release);
    await sweeps(5);
    expect(await pulls(front)).toMatchObject([{ number: 1, state: 'open', base: { ref: 'trunk' } }]);
    expect(await written(number)).toEqual(slots);
    await put(front, { path: 'api/Dockerfile', text: 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n', ref: 'trunk' });
    await world.rest();
    expect(await pulls(front)).toMatchObject([{ number: 1, state: 'open', body: expect.stringContaining('api/Dockerfile') }]);
  });
});

async function shaOf(repository: string, branch: string): Promise<string> {
  const read = await call('lea-martin', { method: 'GET', path: `/repos/${repository}/git/ref/heads/${branch}` });
  return z.object({ object: z.object({ sha: z.string() }) }).parse(read).object.sha;
}

/** Another branch becomes the default one, and GitHub leaves the open pull requests where they go ("Changing the default branch", GitHub documentation). */
async function switched(repository: string, to: string, release: () => void): Promise<void> {
  const at = `/repos/${repository}`;
  world.github.relay.hold();
  await call('lea-martin', {
    method: 'POST',
    path: `${at}/git/refs`,
    body: { ref: `refs/heads/${to}`, sha: await shaOf(repository, 'trunk') },
  });
  await call('lea-martin', { method: 'PATCH', path: at, body: { default_branch: to } });
  release();
  await world.settle();
}

describe.each(told)('la branche par défaut est renommée, puis une autre prend sa place, %s', (_, release) => {
  it('la pull request de l’accostage, que GitHub a redirigée, suit encore, et reste la seule', async () => {
    const number = await inOvh();
    const slots = await written(number);
    await renamed(api, release);
    await sweeps(3);
    await switched(api, 'stable', release);
    await sweeps(3);
    expect(await pulls(api)).toMatchObject([{ number: 1, state: 'open', base: { ref: 'stable' } }]);
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({
      on: { push: { branches: ['stable', '!accostage/miroir'] } },
    });
    expect(await written(number)).toEqual(slots);
  });

  it('celle des corrections de même', async () => {
    const number = await open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });
    await says(number, '/corriger');
    const slots = await written(number);
    await renamed(front, release);
    await days(2);
    await switched(front, 'stable', release);
    await days(2);
    expect(await pulls(front)).toMatchObject([{ number: 1, state: 'open', base: { ref: 'stable' } }]);
    expect(await written(number)).toEqual(slots);
  });

  it.each([
    ['de l’accostage', api],
    ['des corrections', front],
  ])('celle %s, que l’équipe a envoyée ailleurs entre-temps, y reste', async (__, repository) => {
    const number =
      repository === api
        ? await inOvh()
        : await open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });
    if (repository === front) await says(number, '/corriger');
    await renamed(repository, release);
    await sweeps(3);
    await call('lea-martin', {
      method: 'POST',
      path: `/repos/${repository}/git/refs`,
      body: { ref: 'refs/heads/recette', sha: await shaOf(repository, 'trunk') },
    });
    await change(1, { base: 'recette' }, repository);
    await world.settle();
    await sweeps(1);
    await switched(repository, 'stable', release);
    await sweeps(3);
    expect(await pulls(repository)).toMatchObject([{ number: 1, state: 'open', base: { ref: 'recette' } }]);
  });
});

describe.each([
  ['aussitôt', 0],
  ['vingt minutes après', 20],
])('la branche par défaut est renommée sans que l’application l’apprenne, et %s', (_, minutes) => {
  const lost = async (repository: string) => {
    await renamed(repository, () => world.github.relay.release(() => []));
    world.advance({ minutes });
    await world.settle();
  };

  it('l’accostage commence : la pull request va à la branche qu’il y a, et rien n’est dit refusé ni vide', async () => {
    const number = await open();
    await lost(api);
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.settle();
    expect(await pulls(api)).toMatchObject([{ number: 1, state: 'open', base: { ref: 'trunk' } }]);
    expect(await status(number)).not.toMatch(/vide|refus|excuse|GitHub a répondu/);
    expect(parse((await workflowAt('accostage/miroir')) ?? '')).toMatchObject({
      on: { push: { branches: ['trunk', '!accostage/miroir'] } },
    });
  });

  it('/corriger : la pull request va à la branche qu’il y a, et rien n’est dit refusé', async () => {
    const number = await open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });
    await lost(front);
    await says(number, '/corriger');
    await world.rest();
    expect(await pulls(front)).toMatchObject([{ number: 1, state: 'open', base: { ref: 'trunk' } }]);
    expect(await status(number)).not.toMatch(/vide|refus|excuse|GitHub a répondu/);
  });

  it('les vérifications restent celles du dernier commit, que rien ne dit disparu', async () => {
    const number = await open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });
    const before = (await comments(number)).get('checks');
    await lost(front);
    for (let hours = 0; hours < 3; hours += 1) {
      world.advance({ hours: 11 });
      await says(number, '/statut');
    }
    expect((await comments(number)).get('checks')).toBe(before);
  });
});
