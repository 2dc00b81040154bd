import { afterEach, beforeEach, expect, it } from 'vitest';
import { HUB } from '../../sandbox/seed/population.ts';
import { readDefaults } from '../../src/defaults.ts';
import { createInsistence } from '../../src/github/insistence.ts';
import { createWrittenTimes } from '../../src/github/written-times.ts';
import { ensureLabels, labelsOf } from '../../src/github/labels.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { hubKey } from '../../src/words/key.ts';
import { fakeClock } from '../queue/fake-clock.ts';
import { hubOf } from './embedded-hub.ts';
import { aGitHub, type TestGitHub } from '../sandbox/a-github.ts';

let world: TestGitHub;
let hub: Repository;
const [owner = '', repo = ''] = HUB.split('/');
const labels = labelsOf(readDefaults().procedure);

beforeEach(async () => {
  world = await aGitHub();
  hub = await hubOf(world);
});
afterEach(() => world.github.close());

const at = (name: string) => `/repos/${HUB}/labels/${encodeURIComponent(name)}`;

it.each<[string, (name: string) => Promise<unknown>]>([
  ['renommée', (name) => world.call('camille-st', `PATCH ${at(name)}`, { new_name: 'à nous' })],
  ['recolorée', (name) => world.call('camille-st', `PATCH ${at(name)}`, { color: '000000' })],
  ['supprimée', (name) => world.call('camille-st', `DELETE ${at(name)}`)],
])('une étiquette du dépôt sans cesse %s n’est remise que quelques fois par jour, et les autres le sont toujours', async (_, undo) => {
  const [contested, other] = labels;
  if (contested === undefined || other === undefined) throw new Error('no labels');
  await ensureLabels(hub, labels);
  const clock = fakeClock();
  const insist = createInsistence(clock, createWrittenTimes(clock)).in(hubKey({ owner, repo }));
  let writes = 0;
  for (let look = 0; look < 24 * 4; look++) {
    await undo(contested.name);
    writes += await ensureLabels(hub, labels, insist);
    await clock.advance(15 * 60_000);
  }
  expect(writes).toBe(10);
  await world.call('camille-st', `DELETE ${at(other.name)}`);
  expect(await ensureLabels(hub, labels, insist)).toBe(1);
});

it('une étiquette du dépôt dont le nom se lit pareil reprend celui du processus ; à côté de la vraie, elle reste à qui l’a créée', async () => {
  const accented = labels.find(({ name }) => name.normalize('NFD') !== name);
  if (accented === undefined) throw new Error('no labels');
  await ensureLabels(hub, labels);
  const twin = accented.name.normalize('NFD');
  await world.call('camille-st', `PATCH ${at(accented.name)}`, { new_name: twin, description: 'à nous' });
  expect(await ensureLabels(hub, labels)).toBe(1);
  await world.call('camille-st', `POST /repos/${HUB}/labels`, { name: twin, color: '000000' });
  expect(await ensureLabels(hub, labels)).toBe(0);
});
