import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HUB, populationWithIntruder } from '../../sandbox/seed/population.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), seed: populationWithIntruder });
});
afterEach(() => world.close());

async function opened(): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody() });
  await world.settle();
  world.advance({ minutes: 5 });
  await world.settle();
  world.github.requests.clear();
  return number;
}

/** So many acts, two minutes apart; what the App wrote. */
async function war(rounds: number, act: (round: number) => Promise<unknown>): Promise<number> {
  for (let round = 0; round < rounds; round += 1) {
    await act(round);
    await world.settle();
    world.advance({ minutes: 2 });
    await world.settle();
  }
  return world.appCalls().writes;
}

const commentsOf = async (number: number) =>
  (await world.dossier(number)).comments.map(({ id, body }) => ({ id, body, slot: readMarker(body) }));
const told = async (number: number) => (await commentsOf(number)).filter(({ slot }) => slot?.startsWith('contested/') === true);
const statusOf = async (number: number) => (await commentsOf(number)).find(({ slot }) => slot === 'status');

/** A day passes, hour by hour, with the looks that the App wants. */
async function aDay(): Promise<void> {
  for (let hour = 0; hour < 25; hour += 1) {
    world.advance({ hours: 1 });
    await world.settle();
  }
}

describe('une guerre sans fin, sur le GitHub embarqué', () => {
  it('un corps changé : suivi soixante fois, puis de moins en moins souvent, dit une fois, juste le lendemain', async () => {
    const number = await opened();
    const lea = world.as('lea-martin');
    const change = (round: number) => lea.editIssue(number, { body: aBody({ architecture: `Trois conteneurs, version ${round}` }) });
    const writes = await war(64, change);
    const many = await war(10, (round) => change(64 + round));
    expect(many - writes).toBeLessThan(5);
    expect(await told(number)).toMatchObject([{ body: expect.stringContaining('modifié par `lea-martin`') }]);
    const late = await statusOf(number);
    await aDay();
    expect((await statusOf(number))?.body).not.toBe(late?.body);
    expect(await told(number)).toHaveLength(1);
  }, 240_000);

  it('une commande écrite, supprimée et écrite de nouveau par un passant : vingt-quatre réponses dans le jour', async () => {
    const number = await opened();
    const hugo = world.as('hugo-petit');
    await war(40, async () => hugo.deleteComment(await hugo.comment(number, '/statut')));
    const replies = (await commentsOf(number)).filter(({ slot }) => slot?.startsWith('reply/') === true);
    expect(replies.length).toBeLessThanOrEqual(24);
  });

  it('un suivi supprimé : remis six fois, puis de moins en moins souvent, dit une fois, là le lendemain', async () => {
    const number = await opened();
    const hugo = world.as('hugo-petit');
    const writes = await war(30, async () => {
      const status = await statusOf(number);
      if (status !== undefined) await hugo.deleteComment(status.id);
    });
    expect(writes).toBeLessThanOrEqual(40);
    expect(await statusOf(number)).toBeUndefined();
    expect(await told(number)).toMatchObject([{ body: expect.stringContaining('supprimés ou réécrits') }]);
    await aDay();
    expect((await statusOf(number))?.body).toContain('accostage');
    expect(await told(number)).toHaveLength(1);
  });

  it('une étiquette supprimée du dépôt d’accompagnement, d’où elle s’en va sans événement : remise six fois, dite une fois, là le lendemain', async () => {
    const number = await opened();
    const camille = world.as('nadia-dnum');
    const label = 'attente: service team';
    const writes = await war(30, async () => {
      await camille.call({ method: 'DELETE', path: `/repos/${HUB}/labels/${encodeURIComponent(label)}` }).catch(() => undefined);
      await camille.comment(number, 'Bonjour');
    });
    expect(writes).toBeGreaterThan(0);
    expect(writes).toBeLessThanOrEqual(130);
    await aDay();
    expect((await world.dossier(number)).labels).toContain(label);
  });
});
