import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { api, mirrorWorld } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), projects: 'filled' });
});
afterEach(() => world.close());

const front = 'demat-permis/front';
const { call, pulls, change, open, says, inOvh, comments, status, head, put } = mirrorWorld(() => world);

async function makeBranch(name: string, repository: string): Promise<void> {
  const body = { ref: `refs/heads/${name}`, sha: await head(repository) };
  await call('lea-martin', { method: 'POST', path: `/repos/${repository}/git/refs`, body });
}

/** A person deletes a branch, as after a merge; what GitHub closes with it is told by an event, which lists nobody's decision. */
async function deleteBranch(name: string, repository: string): Promise<void> {
  await call('lea-martin', { method: 'DELETE', path: `/repos/${repository}/git/refs/heads/${name}` });
  await world.settle();
}

describe('la pull request de l’accostage', () => {
  it('dont la branche d’arrivée est supprimée : ce n’est pas un refus, une autre va à la branche par défaut', async () => {
    await makeBranch('livraison', api);
    const number = await inOvh();
    await change(1, { base: 'livraison' });
    await world.settle();
    await deleteBranch('livraison', api);
    expect(await pulls()).toMatchObject([
      { number: 2, state: 'open', base: { ref: 'main' } },
      { number: 1, state: 'closed' },
    ]);
    expect(await status(number)).not.toContain('n’insiste pas');
  });

  it('fermée par une personne : un refus, même si la branche d’arrivée est supprimée ensuite', async () => {
    await makeBranch('livraison', api);
    const number = await inOvh();
    await change(1, { base: 'livraison' });
    await world.settle();
    await change(1, { state: 'closed' });
    await world.settle();
    await deleteBranch('livraison', api);
    await put(api, { path: 'notes.md', text: 'à nous\n' });
    expect(await pulls()).toMatchObject([{ number: 1, state: 'closed' }]);
    expect(await status(number)).toContain('n’insiste pas');
  });

  it('dont la branche est supprimée par une personne : un refus', async () => {
    const number = await inOvh();
    await deleteBranch('accostage/miroir', api);
    expect(await pulls()).toMatchObject([{ number: 1, state: 'closed' }]);
    expect(await status(number)).toContain('n’insiste pas');
    world.advance({ minutes: 2 });
    await says(number, '/miroir');
    expect(await pulls()).toMatchObject([{ number: 2, state: 'open' }, { number: 1 }]);
  });

  it('fermée et rouverte sans fin : l’application le montre, n’y écrit rien, n’en rouvre aucune et ne prévient personne', async () => {
    const number = await inOvh();
    const before = (await comments(number)).size;
    world.github.requests.clear();
    for (let round = 0; round < 20; round += 1) {
      await change(1, { state: round % 2 === 0 ? 'closed' : 'open' });
      await world.settle();
      world.advance({ minutes: 2 });
      await world.settle();
    }
    const written = world.appCalls().list.filter(({ kind }) => kind !== 'read');
    expect(new Set(written.map(({ method, path }) => `${method} ${path.replace(/\d+$/, '')}`))).toEqual(
      new Set(['PATCH /repos/dnum-mi/dso-formation/issues/comments/']),
    );
    expect(written.length).toBeLessThanOrEqual(40);
    expect(await status(number)).not.toContain('n’insiste pas');
    expect((await comments(number)).size).toBe(before);
  }, 120_000);
});

describe('la pull request des corrections', () => {
  const declared = () => open({ 'depots-applicatifs': `https://github.com/${front}`, 'depots-infra': `https://github.com/${front}` });

  it('dont la branche d’arrivée est supprimée : ce n’est pas un refus, une autre va à la branche par défaut', async () => {
    await makeBranch('livraison', front);
    await says(await declared(), '/corriger');
    await change(1, { base: 'livraison' }, front);
    await world.settle();
    await deleteBranch('livraison', front);
    expect(await pulls(front)).toMatchObject([
      { number: 2, state: 'open', base: { ref: 'main' } },
      { number: 1, state: 'closed' },
    ]);
  });

  it('fermée par une personne : un refus', async () => {
    const number = await declared();
    await says(number, '/corriger');
    await change(1, { state: 'closed' }, front);
    await world.settle();
    await put(front, { path: 'api/Dockerfile', text: 'FROM docker.io/library/node:22.1.0\nCMD ["node"]\n' });
    expect(await pulls(front)).toMatchObject([{ number: 1, state: 'closed' }]);
  });
});
