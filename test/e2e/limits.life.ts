import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLimits, type Limits, usualLimits } from '../../sandbox/emulator/limits.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const POINTS = 400;
const CALLS = 800;

let limits: Limits;
/** Another program, as soon as an hour is new: what it spends of it. */
let other: { readonly from: number; readonly calls: number } | null;
let world: World;
let number: number;
beforeEach(async () => {
  limits = createLimits({ ...usualLimits, graphql: POINTS, core: CALLS });
  other = null;
  const gap: Limits['gap'] = (request, forward) => {
    if (other !== null && Date.now() >= other.from) {
      limits.spend('core', other.calls);
      other = null;
    }
    return limits.gap(request, forward);
  };
  world = await startWorld({ startApp: startAccostage({ sweepIntervalMs: 15 * 60_000 }), limits: { ...limits, gap } });
  number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body: aBody() });
  await world.rest();
});
afterEach(() => world.close());

const ask = async (asked = number) => {
  await world.as('lea-martin').comment(asked, '/statut');
  await world.settle();
};
const answers = async (asked = number) =>
  (await world.dossier(asked)).comments.filter(({ body }) => readMarker(body)?.startsWith('reply/')).length;
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

it('ce que des personnes ont demandé quand tout était dépensé leur est répondu, même si l’heure suivante est aussitôt presque dépensée', async () => {
  const second = await world.as('lea-martin').submitForm({ title: 'Autre projet', body: aBody() });
  await world.rest();
  limits.spend('core', CALLS);
  // GitHub refuses the first; the second asks nothing of it.
  await ask();
  await ask(second);
  expect([await answers(), await answers(second)]).toEqual([0, 0]);
  other = { from: Date.now() + 30 * 60_000, calls: CALLS * 0.9 };
  world.advance({ hours: 1, minutes: 1 });
  await world.settle();
  expect([await answers(), await answers(second)]).toEqual([1, 1]);
});
