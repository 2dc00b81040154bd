import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { camille } from '../web/pages/serve-pages.ts';
import { api, mirrorWorld, oneRepository } from './harness/mirror-world.ts';
import { type FaultyProxy, startProxy } from './harness/faulty-proxy.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { passSweeps } from './harness/sweeps.ts';
import { type RunningApp, startWorld, type World } from './harness/world.ts';

const configuration = 'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nportfolio:\n  issue: true\n';
/** The Friday before the Monday of the digest. */
const FRIDAY = new Date('2026-03-06T09:00:00Z');
/** Where dossiers are not followed. */
const archive = 'dnum-mi/archives';

let world: World;
let app: RunningApp;
let proxy: FaultyProxy;
beforeEach(async () => {
  let started: FaultyProxy | null = null;
  const repository = { owner: 'dnum-mi', name: 'archives', description: '', visibility: 'public', collaborators: {} } as const;
  world = await startWorld({
    configuration,
    at: FRIDAY,
    projects: 'filled',
    seed: { ...population, repositories: [...population.repositories, repository] },
    startApp: async (environment) => {
      started ??= await startProxy(environment.apiUrl);
      proxy = started;
      const start = startAccostage({ sweepIntervalMs: 15 * 60_000 }, undefined, { reader: () => () => Promise.resolve(camille) });
      return (app = await start({ ...environment, apiUrl: proxy.url }));
    },
  });
  await world.rest();
});
afterEach(async () => {
  await world.close();
  proxy.close();
});

const { pulls, merge, status, comments } = mirrorWorld(() => world);
const rows = z.array(z.object({ number: z.number(), title: z.string(), body: z.string() }));
const issues = async () =>
  rows.parse(await world.as('nadia-dnum').call({ method: 'GET', path: `/repos/${HUB}/issues?state=all&per_page=100` }));
const dashboard = async () => (await issues()).find(({ title }) => title.startsWith('Tableau de bord'));
const portfolio = async () =>
  z
    .object({ dossiers: z.array(z.object({ title: z.string(), mode: z.string() })) })
    .parse(await (await fetch(`${app.url}/portefeuille.json`)).json()).dossiers;
const writes = () =>
  world.github.requests
    .of('installation')
    .filter(({ method, path }) => method !== 'GET' && path !== '/graphql' && !path.includes('access_tokens'));

async function open(title: string): Promise<number> {
  const number = await world.as('lea-martin').submitForm({ title, body: aBody(oneRepository) });
  await world.settle();
  await world.as('camille-st').addLabel(number, 'phase: OVH');
  await world.rest();
  return number;
}

/** A converted issue is closed and locked for good ("Moderating discussions", GitHub documentation): nobody writes there any more. */
async function convert(number: number): Promise<void> {
  const issue = `/repos/${HUB}/issues/${number}`;
  const refused = { status: 403, body: JSON.stringify({ message: 'Unable to create comment because issue is locked.' }) };
  proxy.meets(({ method, path }) => (method === 'POST' && path.startsWith(`${issue}/`) ? refused : null));
  await world.as('nadia-dnum').closeIssue(number);
  await world.as('nadia-dnum').call({ method: 'PUT', path: `${issue}/lock`, body: { lock_reason: 'resolved' } });
}

/** What the week's digest says of it then. */
const nothing = /^(?![^]*Projet parti)/;

const leaving: readonly (readonly [string, (number: number) => Promise<unknown>, RegExp])[] = [
  [
    'transféré hors du dépôt d’accompagnement',
    (number) => world.github.transferIssue({ repository: HUB, number }, { repository: archive, by: 'nadia-dnum' }),
    nothing,
  ],
  ['supprimé', (number) => world.github.deleteIssue({ repository: HUB, number }, 'nadia-dnum'), nothing],
  ['converti en discussion', convert, /Fermés[^]*Projet parti/],
];

describe.each(leaving)('un dossier %s', (_, leave, told) => {
  it.each(['arrive', 'se perd'] as const)(
    'l’événement %s : le portefeuille et la semaine le disent, un autre dossier prend son dépôt, et rien n’est redit',
    async (event) => {
      const gone = await open('Projet parti');
      const stays = await open('Projet resté');
      await passSweeps(world, 5);
      expect((await dashboard())?.body).toContain('Projet parti');
      expect(await status(stays)).toMatch(/prise en charge|autre dossier|déjà/);
      const past = world.github.relay.deliveries().map(({ id }) => id);
      if (event === 'se perd') world.github.relay.hold();
      await leave(gone);
      if (event === 'se perd') world.github.relay.release(() => []);
      await world.settle();
      // By then, all that is open was read anew.
      world.advance({ days: 1 });
      await world.settle();
      await passSweeps(world, 5);
      expect((await dashboard())?.body).not.toContain('Projet parti');
      expect((await portfolio()).filter(({ mode }) => mode === 'open').map(({ title }) => title)).toEqual(['Projet resté']);
      expect(await pulls(api)).toMatchObject([{ number: 1, state: 'open', body: expect.stringContaining(`${HUB}#${stays}`) }]);
      const slots = [...(await comments(stays)).keys()];
      world.github.requests.clear();
      for (const id of past.slice(-12)) world.github.relay.redeliver(id);
      await world.settle();
      await passSweeps(world, 2);
      expect(writes()).toEqual([]);
      await merge(1);
      await passSweeps(world, 2);
      expect((await status(stays)).replaceAll('\u00a0', ' ')).toContain('la GitHub Action est en place');
      expect([...(await comments(stays)).keys()]).toEqual(slots);
      world.advance({ days: 2 });
      await world.settle();
      await passSweeps(world, 4);
      const digest = (await world.dossier((await dashboard())?.number ?? 0)).comments.at(-1)?.body ?? '';
      expect(digest).toContain('Projet resté');
      expect(digest).toMatch(told);
    },
  );
});
