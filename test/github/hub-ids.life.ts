import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHubIds } from '../../src/github/hub-ids.ts';
import { hubKey, repositoryNamed } from '../../src/words/key.ts';
import { postgresBench, type PostgresBench } from '../queue/postgres-bench.ts';

let bench: PostgresBench;
beforeAll(async () => {
  bench = await postgresBench();
}, 120_000);
afterAll(() => bench.close());

const hub = hubKey(repositoryNamed('dso/accueil'));

/** A process that starts with these hubs, and knows what the others told. */
async function started(...hubs: readonly string[]) {
  const facts = bench.join();
  const ids = createHubIds({ clock: bench.clock, facts, hubs });
  await facts.catchUp();
  return {
    sees: async (id: number) => {
      const isIt = ids.isIt(hub, id);
      await facts.settle();
      return isIt;
    },
  };
}

it('un dépôt d’accompagnement refait sous son nom : redémarrer ne suffit pas, un démarrage sans lui dans HUBS l’oublie', async () => {
  expect(await (await started('dso/accueil')).sees(5)).toBe(true);
  expect(await (await started('DSO/Accueil')).sees(6)).toBe(false);
  await started('dso/ailleurs');
  expect(await (await started('dso/accueil')).sees(6)).toBe(true);
});
