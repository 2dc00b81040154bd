import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const minute = 60_000;
const everyMs = 15 * minute;

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage({ sweepIntervalMs: everyMs }) });
});
afterEach(() => world.close());

async function closed(): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody() });
  await world.settle();
  await world.as('lea-martin').closeIssue(number);
  await world.settle();
  return number;
}

const replies = async (number: number) => {
  const { comments } = await world.dossier(number);
  return comments.filter(({ body }) => readMarker(body)?.startsWith('reply/')).length;
};

/** How far back each listing of the dossiers that changed looked, in minutes. */
const lookedBack = () =>
  world.appCalls().list.flatMap(({ path }) => {
    const since = /\/issues\?.*since=([^&]+)/.exec(path)?.[1];
    return since === undefined ? [] : [Math.round((Date.now() - Date.parse(decodeURIComponent(since))) / minute)];
  });

it('le premier passage regarde les dossiers fermés d’une semaine, les suivants tout ce qui a changé depuis deux intervalles avant le dernier changement qu’il a trouvé', async () => {
  // What happened in the hub before the App listened is asked for again, and the hub looked at once more.
  world.advance({ minutes: 15 });
  await world.settle();
  await closed();
  await world.stopApp();
  world.github.requests.clear();
  await world.startApp();
  await world.settle();
  expect(lookedBack()).toEqual([7 * 24 * 60]);
  world.github.requests.clear();
  world.advance({ minutes: 15 });
  await world.settle();
  expect(lookedBack()).toEqual([45]);
});

it('une commande écrite dans un dossier fermé et dont l’événement se perd est trouvée par le passage suivant, ou celui d’après', async () => {
  const number = await closed();
  world.advance({ minutes: 15 });
  await world.settle();
  world.github.relay.deliverTo(null);
  await world.as('lea-martin').comment(number, '/statut');
  await world.settle();
  expect(await replies(number)).toBe(0);
  world.advance({ minutes: 15 });
  await world.settle();
  expect(await replies(number)).toBe(1);
});

it.each([10, 100])('fermé pendant un arrêt de %i jours, un dossier ne dit plus qu’il attend quelqu’un', async (days) => {
  const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody({ architecture: null }) });
  await world.settle();
  expect((await world.dossier(number)).labels).toContain('attente: projet');
  await world.stopApp();
  await world.as('lea-martin').closeIssue(number);
  world.advance({ days });
  await world.startApp();
  await world.settle();
  expect((await world.dossier(number)).labels).not.toContain('attente: projet');
  await world.stopApp();
  world.advance({ days: 8 });
  world.github.requests.clear();
  await world.startApp();
  await world.settle();
  // The page of the open dossiers, which is empty.
  expect(world.appCalls().list.filter(({ path }) => path === '/graphql')).toHaveLength(1);
});

it('un dossier fermé que rien ne touche n’est plus regardé', async () => {
  await closed();
  for (const _ of [1, 2, 3]) {
    world.advance({ minutes: 15 });
    await world.settle();
  }
  world.github.requests.clear();
  world.advance({ minutes: 15 });
  await world.settle();
  expect(world.appCalls().list.filter(({ path }) => path === '/graphql')).toEqual([]);
});
