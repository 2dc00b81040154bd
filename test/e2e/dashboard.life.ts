import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const configuration = 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nportfolio:\n  issue: true\n';
const SWEEP_MS = 15 * 60_000;
/** The Friday before the Monday of the digest. */
const FRIDAY = new Date('2026-03-06T09:00:00Z');

let world: World;
afterEach(() => world.close());

const row = z.object({ number: z.number(), title: z.string(), body: z.string(), comments: z.number() });
async function dashboards() {
  const listed = await world.as('nadia-dnum').call({ method: 'GET', path: `/repos/${HUB}/issues?state=all&per_page=100` });
  return z
    .array(row)
    .parse(listed)
    .filter(({ title }) => title.startsWith('Tableau de bord'));
}

async function sweep(minutes = 15): Promise<void> {
  for (let left = minutes; left > 0; left -= 15) {
    world.advance({ minutes: Math.min(left, 15) });
    await world.settle();
  }
}

it('le tableau de bord suit tous les dossiers, ne se presse pas après un redémarrage, et dit la semaine le lundi, une fois', async () => {
  world = await startWorld({ configuration, at: FRIDAY, startApp: startAccostage({ sweepIntervalMs: SWEEP_MS }) });
  const titles = ['Démat-Permis', 'Registre'];
  for (const title of titles) await world.as('lea-martin').submitForm({ title, body: aBody() });
  await world.settle();
  await sweep(90);
  const [first] = await dashboards();
  for (const title of titles) expect(first?.body).toContain(`\`${title}\``);

  await world.stopApp();
  await world.startApp();
  await world.settle();
  await sweep(90);
  expect(await dashboards()).toMatchObject([{ body: first?.body, comments: 0 }]);

  // From Friday afternoon to Monday at 9 h, in Paris.
  world.advance({ days: 2, hours: 20 });
  await world.settle();
  await sweep(60);
  await world.stopApp();
  await world.startApp();
  await world.settle();
  await sweep(60);
  const [told, ...doubles] = await dashboards();
  expect(doubles).toEqual([]);
  expect(told?.comments).toBe(1);
  const [comment] = (await world.dossier(told?.number ?? 0)).comments;
  expect(comment?.body.replaceAll('\u00a0', ' ')).toMatch(
    /Bonjour @dnum-mi\/service-team, voici la semaine du 2 mars 2026\.[\s\S]*\*\*Ouverts \(2\)\*\*/,
  );
});

it('sans le demander, aucun ticket', async () => {
  world = await startWorld({ at: FRIDAY, startApp: startAccostage({ sweepIntervalMs: SWEEP_MS }) });
  await world.as('lea-martin').submitForm({ title: 'Démat-Permis', body: aBody() });
  await world.settle();
  await sweep(30);
  expect(await dashboards()).toEqual([]);
});
