import { afterEach, expect, it } from 'vitest';
import { populationWithIntruder } from '../../sandbox/seed/population.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { memoryLog } from '../web/memory-log.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

let world: World;
afterEach(() => world.close());

it('un suivi supprimé sans fin n’est pas récrit sans fin : arrêté à soixante commentaires, dit par le journal et /readyz, repris une heure après', async () => {
  const { log, lines } = memoryLog();
  let url = '';
  world = await startWorld({
    seed: populationWithIntruder,
    startApp: async (environment) => {
      const app = await startAccostage({}, log)(environment);
      url = app.url;
      return app;
    },
  });
  const readiness = async () => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, text: await response.text() };
  };
  const lea = world.as('lea-martin');
  const number = await lea.submitForm({ title: 'Demat-Permis', body: aBody() });
  await world.settle();
  const statusOf = async (dossier: number) => (await world.dossier(dossier)).comments.find(({ body }) => readMarker(body) === 'status');

  let rewritten = 0;
  for (let status = await statusOf(number); status !== undefined && rewritten < 100; status = await statusOf(number)) {
    await world.as('hugo-petit').deleteComment(status.id);
    await world.settle();
    rewritten += 1;
  }
  // The first status comment and the call of the Service Team count too.
  expect(rewritten).toBe(60 - 2);
  const told = `dnum-mi/dso-formation#${number}`;
  expect(await readiness()).toEqual({
    status: 200,
    text: expect.stringContaining(`${told}: stopped, too many comments written`),
  });
  expect(lines.join('\n')).toContain(`${told} made 60 new comments in an hour: nothing more is written there until`);

  const other = await lea.submitForm({ title: 'Un autre', body: aBody() });
  await world.settle();
  expect(await statusOf(other)).toBeDefined();

  world.advance({ minutes: 61 });
  await world.settle();
  expect((await statusOf(number))?.body).toContain('avait été perdu');
  expect((await readiness()).text).not.toContain('stopped');
});
