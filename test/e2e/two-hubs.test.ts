import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { person } from '../../sandbox/emulator/person.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { seedHub } from '../../sandbox/seed/seed-hub.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { hubsOf, populationFor, repositoryOf } from '../simulation/population.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const hubs = hubsOf('mixed');
const [, otherHub = ''] = hubs;
const repository = repositoryOf(1, 'mixed');
const body = aBody({ 'depots-applicatifs': repository, 'depots-infra': repository });

let world: World;
/** Those that the App was told of at its last start. */
let known: readonly string[];
beforeEach(async () => {
  known = hubs;
  world = await startWorld({
    seed: populationFor(1, 'mixed'),
    startApp: (environment) => startAccostage({ hubs: known })(environment),
  });
  const form = await readFile(new URL('../../issue-templates/embarquement.yml', import.meta.url), 'utf8');
  await seedHub(world.github, { form, hub: otherHub });
  await world.settle();
});
afterEach(() => world.close());

const at = (hub: string, login: 'lea-martin' | 'camille-st') => person(login, { url: world.github.url, repository: hub });

async function restart(told: readonly string[]): Promise<void> {
  await world.stopApp();
  known = told;
  await world.startApp();
  await world.settle();
}

async function open(hub: string): Promise<string> {
  const number = await at(hub, 'lea-martin').submitForm({ title: 'Projet', body });
  world.advance({ minutes: 1 });
  await world.settle();
  return `${hub}/issues/${number}`;
}

async function enter(dossier: string): Promise<void> {
  const [owner = '', repo = '', , number = ''] = dossier.split('/');
  await at(`${owner}/${repo}`, 'camille-st').addLabel(Number(number), 'phase: OVH');
  world.advance({ minutes: 1 });
  await world.settle();
}

/** The dossiers that the pull requests of the repository are for. */
async function carriers(): Promise<readonly string[]> {
  const found = await at(HUB, 'lea-martin').call({ method: 'GET', path: `/repos/${repository}/pulls?state=all` });
  return z
    .array(z.object({ body: z.string() }))
    .parse(found)
    .map((pull) => [HUB, otherHub].flatMap((hub) => pull.body.match(new RegExp(`${hub}/issues/\\d+`)) ?? []).join());
}

it.each([
  ['le premier de la liste', HUB, otherHub],
  ['le second', otherHub, HUB],
])(
  'un dépôt que deux dépôts d’accompagnement partagent est porté par le premier dossier ouvert, dans %s, même si une panne a donné sa pull request à l’autre',
  async (_, firstHub, secondHub) => {
    const first = await open(firstHub);
    await restart([secondHub]);
    await enter(first);
    const second = await open(secondHub);
    await enter(second);
    expect(await carriers()).toEqual([second]);
    await restart(hubs);
    expect(await carriers()).toEqual([first]);
    await restart([secondHub, firstHub]);
    expect(await carriers()).toEqual([first]);
    const [owner = '', repo = '', , number = ''] = second.split('/');
    const { comments } = await readDossier(world.github.url, {
      repository: `${owner}/${repo}`,
      number: Number(number),
      reader: 'lea-martin',
    });
    expect(comments.find(({ author }) => author === 'accostage[bot]')?.body).toContain(
      'déjà suivi par un dossier d’un autre dépôt d’accompagnement',
    );
  },
);

it('celui qui attendait quand personne d’autre n’attendait garde sa pull request, même ouvert en second', async () => {
  const first = await open(HUB);
  const second = await open(otherHub);
  await enter(second);
  await enter(first);
  expect(await carriers()).toEqual([second]);
  await restart([...hubs].toReversed());
  expect(await carriers()).toEqual([second]);
});
