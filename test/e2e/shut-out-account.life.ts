import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import type { Proxied } from './harness/faulty-proxy.ts';
import { type ProxiedWorld, startProxiedWorld } from './harness/proxied-world.ts';

const configuration = 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nportfolio:\n  issue: true\n';
/** More than are looked at together: those that follow are turned away without a call. */
const DOSSIERS = 12;
const message =
  'Although you appear to have the correct authorization credentials, the `demat-permis` organization has an IP allow list enabled';

let started: ProxiedWorld;
afterEach(() => started.close());

const listed = z.array(z.object({ title: z.string(), body: z.string().nullable() }));
async function dashboard(): Promise<string> {
  const issues = await started.world.as('nadia-dnum').call({ method: 'GET', path: `/repos/${HUB}/issues?per_page=100` });
  return listed.parse(issues).find(({ title }) => title.startsWith('Tableau de bord'))?.body ?? '';
}

it('le compte d’un projet laisse l’application dehors au démarrage : le tableau de bord s’écrit, et dit chaque dossier qui n’a pas été lu', async () => {
  started = await startProxiedWorld({ configuration }, { sweepIntervalMs: 15 * 60_000 });
  const { world, proxy } = started;
  const repository = 'https://github.com/demat-permis/api';
  const numbers: number[] = [];
  for (let opened = 0; opened < DOSSIERS; opened += 1)
    numbers.push(
      await world.as('lea-martin').submitForm({
        title: `Projet ${opened}`,
        body: aBody({ 'depots-applicatifs': repository, 'depots-infra': repository }),
      }),
    );
  await world.settle();
  await world.stopApp();
  proxy.meets(({ path, body }) =>
    (path.startsWith('/repos/demat-permis/') && !path.endsWith('/installation')) || (path === '/graphql' && body.includes('demat-permis'))
      ? { status: 403, body: JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest' }) }
      : null,
  );
  await world.startApp();
  for (let sweep = 0; sweep < 5; sweep += 1) {
    world.advance({ minutes: 15 });
    await world.settle();
  }
  const told = await dashboard();
  for (const number of numbers) expect(told).toContain(`${HUB}#${number}`);
});

it('sans « Issues: write », un dossier où rien n’est à écrire est relu après une panne', async () => {
  started = await startProxiedWorld();
  const { world, proxy } = started;
  const number = await world.as('lea-martin').submitForm({ title: 'Projet', body: aBody() });
  await world.rest();
  const reads = () => proxy.calls.filter(({ path, body }) => path === '/graphql' && body.includes(`"number":${number}}`)).length;
  const isWriting = ({ path, body }: Proxied) => path.endsWith('/access_tokens') && body.includes('"issues":"write"');
  // The tokens that were given are over by then.
  world.advance({ hours: 2 });
  await world.settle();
  const notGranted = { status: 422, body: JSON.stringify({ message: 'The permissions requested are not granted to this installation.' }) };
  proxy.meets((call) => (isWriting(call) ? notGranted : call.path === '/graphql' ? { status: 502, body: '' } : null));
  await world.as('lea-martin').comment(number, 'Bonjour');
  await world.settle();
  proxy.meets((call) => (isWriting(call) ? notGranted : null));
  const before = reads();
  world.advance({ minutes: 1 });
  await world.settle();
  expect(reads()).toBe(before + 1);
  const asked = () => proxy.calls.filter(isWriting).length;
  const tries = asked();
  world.advance({ hours: 1 });
  await world.settle();
  expect(asked()).toBe(tries);
});
