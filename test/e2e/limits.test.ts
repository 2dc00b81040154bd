import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLimits, type Limits, usualLimits } from '../../sandbox/emulator/limits.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const POINTS = 400;

let limits: Limits;
let world: World;
let number: number;
beforeEach(async () => {
  limits = createLimits({ ...usualLimits, graphql: POINTS });
  world = await startWorld({ startApp: startAccostage({ sweepIntervalMs: 15 * 60_000 }), limits });
  number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody() });
  await world.rest();
});
afterEach(() => world.close());

const ask = async () => {
  await world.as('lea-martin').comment(number, '/statut');
  await world.settle();
};
const answers = async () => (await world.dossier(number)).comments.filter(({ body }) => readMarker(body)?.startsWith('reply/')).length;
const readings = () => world.appCalls().list.filter(({ path }) => path === '/graphql').length;

it('dans le dernier cinquième de la limite, les personnes sont servies, les passages attendent', async () => {
  limits.spend('graphql', POINTS * 0.85);
  await ask();
  expect(await answers()).toBe(1);
  await world.as('lea-martin').editIssue(number, { body: aBody({ architecture: null }) });
  world.github.requests.clear();
  world.advance({ days: 0, minutes: 16 });
  await world.settle();
  await ask();
  expect(await answers()).toBe(2);
  expect(limits.refused()).toBe(0);
});

it('quand un autre programme dépense tout, presque rien n’est refusé, et tout reprend avec l’heure', async () => {
  limits.spend('graphql', POINTS);
  for (let count = 0; count < 3; count += 1) await ask();
  expect(limits.refused()).toBeGreaterThan(0);
  expect(limits.refused()).toBeLessThanOrEqual(5);
  expect(await answers()).toBe(0);
  const before = readings();
  await ask();
  expect(readings()).toBe(before);
  world.advance({ hours: 1, minutes: 1 });
  await world.settle();
  expect(await answers()).toBe(4);
});
