import { afterEach, expect, it } from 'vitest';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { readMarker } from '../../src/render/marker.ts';
import { api, mirrorWorld } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const [home = ''] = HUB.split('/');
const RENAMED = `${home}/embarquements`;

let world: World;
let hubs: readonly string[];
afterEach(() => world.close());

const { call, pulls, open, enter, merge } = mirrorWorld(() => world);

async function start(): Promise<void> {
  hubs = [HUB];
  world = await startWorld({
    projects: 'filled',
    seed: population,
    startApp: (environment) => startAccostage({ hubs: [...hubs] })(environment),
  });
  await world.rest();
}

/** The operator names the hub as it is called now. */
async function rename(): Promise<void> {
  await world.stopApp();
  await call('nadia-dnum', { method: 'PATCH', path: `/repos/${HUB}`, body: { name: RENAMED.split('/')[1] } });
  hubs = [RENAMED];
  await world.startApp();
  await world.rest();
}

async function slots(number: number): Promise<readonly string[]> {
  const { comments } = await readDossier(world.github.url, { repository: RENAMED, number, reader: 'nadia-dnum' });
  return comments.flatMap(({ author, body }) => (author === 'accostage[bot]' ? [readMarker(body) ?? ''] : []));
}

const failures = async (number: number) => (await slots(number)).filter((slot) => slot.startsWith('mirror-failure/'));

it('un dépôt d’accompagnement renommé : une pull request fusionnée reste au dossier pour lequel elle a été ouverte, qui seul apprend l’échec d’une copie', async () => {
  await start();
  const elder = await open();
  const holder = await open();
  await enter(holder);
  await enter(elder);
  await merge(1);
  await world.settle();
  await rename();
  await world.github.reportRun(
    {
      repository: api,
      workflow: 'miroir-cloud-pi-native.yml',
      branch: 'main',
      conclusion: 'failure',
      log: '##[error]Miroir OVH : … [secret-absent]',
    },
    'lea-martin',
  );
  await world.settle();
  expect(await failures(holder)).toHaveLength(1);
  expect(await failures(elder)).toEqual([]);
});

it('ouverte, elle y reste aussi, et porte le nouveau nom', async () => {
  await start();
  const elder = await open();
  const holder = await open();
  await enter(holder);
  await enter(elder);
  await rename();
  await world.settle();
  const [pull] = await pulls();
  expect(pull?.body.split('\n')[0]).toContain(`${RENAMED}#${holder} `);
  expect(pull?.body).toContain(`${RENAMED}/issues/${holder}`);
});
