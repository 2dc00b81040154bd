import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarker, withMarker } from '../../src/render/marker.ts';
import { afterwards, incomplete, inSlot, openDossier, openInOvh, phases, slots } from './harness/a-dossier.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage() });
});
afterEach(() => world.close());

const act = (work: Promise<unknown>, number: number) => afterwards(world, work, number);

describe('ouverture', () => {
  it('un dossier incomplet reçoit ses étiquettes, un suivi qui dit quoi compléter, puis les vérifications de ses dépôts', async () => {
    const number = await openDossier(world, incomplete());
    const dossier = await world.dossier(number);
    expect(dossier.labels.toSorted()).toEqual(['accompagnement', 'attente: projet', 'phase: prérequis', 'prérequis: incomplets']);
    expect(slots(dossier)).toEqual(['status', 'checks']);
    expect(inSlot(dossier, 'status')).toContain('À compléter');
    expect(inSlot(dossier, 'status')).toContain('lea-martin');
  });

  it('un dossier inchangé : une lecture, aucune écriture', async () => {
    await openDossier(world);
    await world.rest();
    world.github.requests.clear();
    world.github.relay.redeliver(world.github.relay.deliveries().find(({ event }) => event === 'issues')?.id ?? '');
    await world.settle();
    expect(world.appCalls()).toMatchObject({ reads: 1, writes: 0 });
  });
});

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

describe('déplacements', () => {
  it('la Service Team avance le dossier d’une étiquette', async () => {
    const number = await openInOvh(world);
    const dossier = await world.dossier(number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(slots(dossier)).toEqual(['status', 'checks', 'checklist/ovh']);
    expect(inSlot(dossier, 'checklist/ovh')).toContain('@lea-martin');
  });

  it('par quelqu’un qui a le droit d’étiqueter sans être de la Service Team : refusé', async () => {
    const number = await openDossier(world);
    const dossier = await act(world.as('nadia-dnum').addLabel(number, 'phase: OVH'), number);
    expect(phases(dossier)).toEqual(['phase: prérequis']);
    expect(slots(dossier).some((slot) => slot?.startsWith('refusal/'))).toBe(true);
  });
});

describe('cases et commandes', () => {
  it('une case cochée par quelqu’un sans le droit est décochée avec un mot', async () => {
    const number = await openInOvh(world);
    const checklist = (await world.dossier(number)).comments.find(({ body }) => readMarker(body) === 'checklist/ovh');
    const ticked = (checklist?.body ?? '').replace(/- \[ \](.*`accostage`)/, '- [x]$1');
    const dossier = await act(world.as('nadia-dnum').editComment(checklist?.id ?? 0, ticked), number);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[ \].*`accostage`/);
    expect(slots(dossier).some((slot) => slot?.startsWith('untick/'))).toBe(true);
  });

  it('des livraisons perdues, répétées et en désordre mènent au même état', async () => {
    const number = await openDossier(world);
    world.github.relay.plan(['drop', 'duplicate', 'none', 'duplicate']);
    world.github.relay.hold();
    await world.as('camille-st').addLabel(number, 'phase: OVH');
    await world.as('lea-martin').comment(number, '/fait accostage');
    await world.as('lea-martin').comment(number, '/fait images-docker');
    world.github.relay.release((deliveries) => deliveries.toReversed());
    await world.settle();
    const dossier = await world.dossier(number);
    expect(phases(dossier)).toEqual(['phase: OVH']);
    expect(inSlot(dossier, 'checklist/ovh')).toMatch(/- \[x\].*`images-docker`/);
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
});

describe('DRY_RUN', () => {
  it('lit, décide, n’écrit rien', async () => {
    await world.close();
    world = await startWorld({ startApp: startAccostage({ dryRun: true }) });
    await openDossier(world);
    expect(world.appCalls().writes).toBe(0);
    expect(world.appCalls().reads).toBeGreaterThan(0);
  });
});
