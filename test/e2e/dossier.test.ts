import { afterEach, beforeEach, expect, it } from 'vitest';
import { withMarker } from '../../src/render/marker.ts';
import { afterwards, inSlot, openDossier, phases, slots } from './harness/a-dossier.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const act = (work: Promise<unknown>, number: number) => afterwards(world, work, number);

it('l’application n’est pas réveillée par ce qu’elle a fait elle-même', async () => {
  const number = await openDossier(world);
  const own = world.github.relay.deliveries().filter(({ payload }) => JSON.stringify(payload).includes('"login":"accostage[bot]"'));
  expect(own.map(({ event }) => event)).toContain('issue_comment');
  world.github.requests.clear();
  for (const { id } of own) world.github.relay.redeliver(id);
  await world.settle();
  expect(world.appCalls().list).toEqual([]);
  expect(slots(await world.dossier(number))).toEqual(['status', 'checks', 'call/1/turn/0']);
});

it('par quelqu’un qui a le droit d’étiqueter sans être de la Service Team : refusé', async () => {
  const number = await openDossier(world);
  const dossier = await act(world.as('nadia-dnum').addLabel(number, 'phase: OVH'), number);
  expect(phases(dossier)).toEqual(['phase: prérequis']);
  expect(slots(dossier).some((slot) => slot?.startsWith('refusal/'))).toBe(true);
});

it('un marqueur forgé par quelqu’un d’autre n’est pas cru', async () => {
  const number = await openDossier(world);
  const status = inSlot(await world.dossier(number), 'status');
  const forged = withMarker('checklist/ovh', '- [x] **Accostage** `accostage`');
  await world.as('paul-visiteur').comment(number, status);
  await world.as('paul-visiteur').comment(number, forged);
  const dossier = await act(world.as('camille-st').addLabel(number, 'phase: OVH'), number);
  expect(slots(dossier)).toEqual(['status', 'checks', 'checklist/ovh']);
  expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[ \].*`accostage`/);
  expect(dossier.comments.filter(({ author }) => author === 'paul-visiteur').map(({ body }) => body)).toEqual([status, forged]);
});

it('avec DRY_RUN : lit, décide, n’écrit rien', async () => {
  await world.close();
  world = await startWorld({ startApp: startAccostage({ dryRun: true }) });
  await openDossier(world);
  expect(world.appCalls().writes).toBe(0);
  expect(world.appCalls().reads).toBeGreaterThan(0);
});
