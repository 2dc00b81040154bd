import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { HUB } from '../../sandbox/seed/population.ts';
import { seedHub } from '../../sandbox/seed/seed-hub.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { hubsOf, populationFor, repositoryOf } from '../simulation/population.ts';
import { readMarker } from '../../src/render/marker.ts';
import { startProxy } from './harness/faulty-proxy.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { startWorld, type World } from './harness/world.ts';

const hubs = hubsOf('mixed');
const [, otherHub = ''] = hubs;
const repository = repositoryOf(1, 'mixed');
const body = aBody({ 'depots-applicatifs': repository, 'depots-infra': repository });

let world: World;
/** Those that the App was told of at its last start. */
let known: readonly string[];
/** Every call about that repository meets it. */
let faultAt: { readonly name: string; readonly fault: { readonly status: number; readonly body: string } } | null;
beforeEach(async () => {
  known = hubs;
  faultAt = null;
  world = await startWorld({
    seed: populationFor(1, 'mixed'),
    startApp: async (environment) => {
      const proxy = await startProxy(environment.apiUrl);
      proxy.meets(({ path, body: asked }) => (`${path} ${asked}`.includes(faultAt?.name ?? ' ') ? (faultAt?.fault ?? null) : null));
      const app = await startAccostage({ hubs: known })({ ...environment, apiUrl: proxy.url });
      return {
        ...app,
        close: async () => {
          await app.close();
          proxy.close();
        },
      };
    },
  });
  const form = await readFile(new URL('../../issue-templates/embarquement.yml', import.meta.url), 'utf8');
  await seedHub(world.github, { form, hub: otherHub });
  await world.settle();
});
afterEach(() => world.close());

const at = (hub: string, login: 'lea-martin' | 'camille-st') => world.as(login, hub);

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

describe('au démarrage, quand le dépôt d’accompagnement de celui qui porte ne répond pas encore', () => {
  const away = { status: 502, body: '{"message":"Server Error"}' } as const;
  const gone = { status: 404, body: '{"message":"Not Found"}' } as const;
  const nameOf = (hub: string) => hub.split('/')[1] ?? '';
  const own = async (dossier: string) => {
    const [owner = '', repo = '', , number = ''] = dossier.split('/');
    const { comments } = await readDossier(world.github.url, {
      repository: `${owner}/${repo}`,
      number: Number(number),
      reader: 'lea-martin',
    });
    return comments
      .filter(({ author }) => author === 'accostage[bot]')
      .map((comment) => ({ slot: readMarker(comment.body), body: comment.body }));
  };

  /** The first one carries, the second one knows it; the App stops. */
  async function carried(firstHub: string, secondHub: string): Promise<readonly [string, string]> {
    const first = await open(firstHub);
    const second = await open(secondHub);
    await enter(first);
    await enter(second);
    expect(await carriers()).toEqual([first]);
    await world.stopApp();
    return [first, second];
  }

  async function startWith(fault: typeof faultAt): Promise<void> {
    faultAt = fault;
    await world.startApp();
    await world.settle();
    world.advance({ minutes: 1 });
    await world.settle();
  }

  async function answersAgain(): Promise<void> {
    faultAt = null;
    world.advance({ minutes: 30 });
    await world.settle();
    world.advance({ minutes: 1 });
    await world.settle();
  }

  it.each([
    ['le premier de la liste', HUB, otherHub],
    ['le second', otherHub, HUB],
  ])('le dossier de l’autre n’annonce ni ne prend rien (%s), pas plus qu’ensuite', async (_, firstHub, secondHub) => {
    const [first, second] = await carried(firstHub, secondHub);
    const before = await own(second);
    await startWith({ name: nameOf(firstHub), fault: away });
    expect([await carriers(), await own(second)]).toEqual([[first], before]);
    await answersAgain();
    expect([await carriers(), await own(second)]).toEqual([[first], before]);
  });

  it('celui qui porte a été fermé entre-temps : l’autre prend sa place une fois qu’il est lu', async () => {
    const [first, second] = await carried(HUB, otherHub);
    await at(HUB, 'lea-martin').closeIssue(Number(first.split('/')[3]));
    await startWith({ name: nameOf(HUB), fault: away });
    expect(await carriers()).toEqual([first]);
    await answersAgain();
    expect(await carriers()).toEqual([second]);
  });

  it('l’application n’a plus accès à ce dépôt d’accompagnement : l’autre dossier prend sa place, sans attendre', async () => {
    const [, second] = await carried(HUB, otherHub);
    await startWith({ name: nameOf(HUB), fault: gone });
    expect(await carriers()).toEqual([second]);
  });
});
