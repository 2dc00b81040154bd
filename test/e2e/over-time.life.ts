import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

/** A hub that keeps the shipped rhythm and limits. */
const configuration = 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\n';

let world: World;
beforeEach(async () => {
  world = await startWorld({ startApp: startAccostage(), configuration });
});
afterEach(() => world.close());

async function open(body: string): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title: 'Demat-Permis', body });
  await world.settle();
  return number;
}

async function slotsOf(number: number): Promise<readonly (string | null)[]> {
  const { comments } = await world.dossier(number);
  return comments.filter(({ author }) => author === 'accostage[bot]').map(({ body }) => readMarker(body));
}

it('relances au délai, au rythme et au nombre prévus, puis « en sommeil » ; un commentaire réveille', async () => {
  const number = await open(aBody({ architecture: 'À compléter' }));
  for (const reminders of [1, 2, 3, 3, 3]) {
    world.advance({ days: 14, hours: 1 });
    await world.settle();
    expect((await slotsOf(number)).filter((slot) => slot?.startsWith('reminder/'))).toHaveLength(reminders);
  }
  expect((await world.dossier(number)).labels).toContain('en sommeil');
  await world.as('lea-martin').comment(number, 'Nous revenons vers vous lundi.');
  await world.settle();
  expect((await world.dossier(number)).labels).not.toContain('en sommeil');
});

it('six commentaires par jour au plus que personne n’a demandés et qui ne demandent rien : le reste est dans le suivi, et le lendemain tout repart', async () => {
  const number = await open(aBody());
  const move = async (label: string) => {
    await world.as('camille-st').addLabel(number, label);
    await world.settle();
  };
  for (let moves = 0; moves < 4; moves++) {
    await move('phase: OVH');
    await move('phase: prérequis');
  }
  const unasked = async () => (await slotsOf(number)).filter((slot) => !/^(?:status$|reply|call)/.test(slot ?? ''));
  expect(await unasked()).toHaveLength(6);
  const { comments } = await world.dossier(number);
  expect(comments.find(({ body }) => readMarker(body) === 'status')?.body).toContain('Nouvelles sans commentaire');
  world.advance({ days: 1 });
  await move('phase: OVH');
  expect((await unasked()).length).toBeGreaterThan(6);
});

it('qui demande a sa réponse, autant de fois qu’il demande', async () => {
  const number = await open(aBody({ architecture: 'À compléter' }));
  for (let asked = 0; asked < 9; asked++) {
    await world.as('lea-martin').comment(number, '/statut');
    await world.settle();
  }
  expect((await slotsOf(number)).filter((slot) => slot?.startsWith('reply/'))).toHaveLength(9);
  const { comments } = await world.dossier(number);
  expect(comments.find(({ body }) => readMarker(body) === 'status')?.body).not.toContain('Nouvelles sans commentaire');
});
