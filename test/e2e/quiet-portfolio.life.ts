import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { aBody } from '../dossier/toy-hub.ts';
import { camille } from '../web/pages/serve-pages.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { type RunningApp, startWorld, type World } from './harness/world.ts';

/** More than a page of a pass: the repositories of the quiet ones are read one a minute. */
const DOSSIERS = 52;

let world: World;
let app: RunningApp;
beforeAll(async () => {
  const startApp = startAccostage({ sweepIntervalMs: 900_000 }, undefined, { reader: () => () => Promise.resolve(camille) });
  world = await startWorld({ startApp: async (environment) => (app = await startApp(environment)) });
  await world.stopApp();
  for (let number = 1; number <= DOSSIERS; number += 1)
    await world.as('lea-martin').submitForm({ title: `Projet ${number}`, body: aBody({ 'depots-infra': null }) });
  await world.startApp();
  for (let page = 0; page < 4; page += 1) await world.rest();
  await world.as('camille-st').addLabel(DOSSIERS, 'phase: OVH');
  await world.rest();
}, 240_000);
afterAll(() => world.close());

const written = z.object({
  at: z.string(),
  dossiers: z.array(z.looseObject({ number: z.number(), title: z.string() })),
  unread: z.array(z.unknown()),
});
const portfolio = async () => written.parse(await (await fetch(`${app.url}/portefeuille.json`)).json());
/** Without the clocks, which go on. */
const shown = async () => (await portfolio()).dossiers.map((dossier) => ({ ...dossier, clocks: null, history: null }));
const projectReads = () => world.appCalls().list.filter(({ path }) => path.includes('/repos/demat-permis/'));

it('à la fin du premier passage, le portefeuille montre chaque dossier tranquille, sans attendre que ses dépôts soient lus', async () => {
  const before = await shown();
  expect(before).toHaveLength(DOSSIERS);
  await world.stopApp();
  world.github.requests.clear();
  await world.startApp();
  await world.settle();
  world.advance({ minutes: 1 });
  await world.settle();
  expect(await shown()).toEqual(before);
  expect((await portfolio()).unread).toEqual([]);
  expect(projectReads().length).toBeLessThan(20);
  // Each in its turn, their repositories are read, and nothing of what was shown was wrong.
  for (let minute = 0; minute < 10; minute += 1) {
    world.advance({ minutes: 1 });
    await world.settle();
  }
  expect(await shown()).toEqual(before);
}, 240_000);
