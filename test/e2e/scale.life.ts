import { afterEach, beforeEach, expect, it } from 'vitest';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const DOSSIERS = 60;

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage({ sweepIntervalMs: 15 * 60_000 }) });
  await world.stopApp();
  const body = aBody({ 'depots-applicatifs': null, 'depots-infra': null });
  for (let number = 1; number <= DOSSIERS; number += 1) await world.as('lea-martin').submitForm({ title: `Projet ${number}`, body });
  await world.startApp();
  for (let page = 0; page < 4; page += 1) await world.rest();
}, 120_000);
afterEach(() => world.close());

const counted = () => {
  const { reads, writes } = world.appCalls();
  world.github.requests.clear();
  return { reads, writes };
};

it('soixante dossiers inchangés : un démarrage les lit par pages, un passage ne lit que ce qui a changé', async () => {
  await world.stopApp();
  counted();
  await world.startApp();
  await world.settle();
  world.advance({ minutes: 1 });
  await world.settle();
  const start = counted();
  expect(start.writes).toBe(0);
  // What a hub costs at a start, and a page for fifty dossiers.
  expect(start.reads).toBeLessThanOrEqual(16);
  world.advance({ minutes: 16 });
  await world.settle();
  counted();
  world.advance({ minutes: 16 });
  await world.settle();
  expect(counted()).toEqual({ reads: 0, writes: 0 });
}, 120_000);
