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

it('six commentaires par jour au plus : le reste est dit dans le suivi, et le lendemain tout repart', async () => {
  const number = await open(aBody({ architecture: 'À compléter' }));
  // Les vérifications des dépôts sont déjà un commentaire.
  for (let asked = 0; asked < 9; asked++) {
    await world.as('lea-martin').comment(number, '/statut');
    await world.settle();
  }
  const sameDay = await slotsOf(number);
  expect(sameDay).toHaveLength(1 + 6);
  const { comments } = await world.dossier(number);
  expect(comments.find(({ body }) => readMarker(body) === 'status')?.body).toContain('Nouvelles sans commentaire (4)');
  world.advance({ days: 1 });
  await world.as('lea-martin').comment(number, '/statut');
  await world.settle();
  expect((await slotsOf(number)).length).toBeGreaterThan(sameDay.length);
});
