import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDossier } from '../../sandbox/emulator/dossier-view.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { readMarker } from '../../src/render/marker.ts';
import { aBody } from '../dossier/toy-hub.ts';
import { type FaultyProxy, startProxy } from './harness/faulty-proxy.ts';
import { api, mirrorWorld } from './harness/mirror-world.ts';
import { startAccostage } from './harness/start-accostage.ts';
import { passSweeps } from './harness/sweeps.ts';
import { type RunningApp, startWorld, type World } from './harness/world.ts';

const [home = '', name = ''] = HUB.split('/');
const elsewhere = 'autre-ministere';
const moved = `${elsewhere}/${name}`;

let world: World;
let app: RunningApp;
let proxy: FaultyProxy;
let hubs: readonly string[];
afterEach(async () => {
  await world.close();
  proxy.close();
});

const { call, pulls, inOvh, merge } = mirrorWorld(() => world);

async function start(installed: boolean): Promise<void> {
  hubs = [HUB];
  let started: FaultyProxy | null = null;
  world = await startWorld({
    projects: 'filled',
    configuration: 'version: 1\nserviceTeam:\n  permission: write\n',
    seed: {
      ...population,
      organizations: [...population.organizations, { login: elsewhere, name: 'Autre ministère', owners: ['nadia-dnum'] }],
      installations: [...population.installations, ...(installed ? [{ account: elsewhere, repositories: 'all' as const }] : [])],
    },
    startApp: async (environment) => {
      started ??= await startProxy(environment.apiUrl);
      proxy = started;
      const startApp = startAccostage({ hubs: [...hubs], sweepIntervalMs: 15 * 60_000 });
      return (app = await startApp({ ...environment, apiUrl: proxy.url }));
    },
  });
  await world.rest();
}

/** Its owner gives the hub to another account; the embedded GitHub knows rights by the names of the seed alone. GitHub follows the former name. */
async function transfer(from: string, to: string, told: 'told' | 'lost'): Promise<void> {
  const old = `/repos/${from}/${name}`;
  if (told === 'lost') world.github.relay.hold();
  await world.as('nadia-dnum').call({ method: 'POST', path: `${old}/transfer`, body: { new_owner: to } });
  if (told === 'lost') world.github.relay.release(() => []);
  proxy.meets(({ path, body }) => {
    if (path === '/graphql')
      return { asksInstead: body.replaceAll(`"owner":"${from}","name":"${name}"`, `"owner":"${to}","name":"${name}"`) };
    const right = /\/collaborators\/([\w-]+)\/permission/.exec(path);
    if (right !== null) return { status: 200, body: JSON.stringify(rightOf(right[1] ?? '')) };
    return path === old || path.startsWith(`${old}/`) || path.startsWith(`${old}?`)
      ? { movedTo: path.replace(old, `/repos/${to}/${name}`) }
      : null;
  });
  await world.settle();
}

function rightOf(login: string): object {
  const permission = ['camille-st', 'nadia-dnum', 'lea-martin'].includes(login) ? 'write' : 'read';
  return { permission, role_name: permission, user: { login, id: idOf(login) } };
}
let ids: ReadonlyMap<string, number>;
const idOf = (login: string) => ids.get(login) ?? 0;

async function readIds(): Promise<void> {
  const user = z.object({ id: z.number() });
  ids = new Map(
    await Promise.all(
      (['camille-st', 'nadia-dnum', 'lea-martin'] as const).map(
        async (login) => [login, user.parse(await world.as('nadia-dnum').call({ method: 'GET', path: `/users/${login}` })).id] as const,
      ),
    ),
  );
}

const seen = async (number: number, repository: string) => {
  const { comments, labels } = await readDossier(world.github.url, { repository, number, reader: 'nadia-dnum' });
  const own = comments.filter(({ author }) => author === 'accostage[bot]');
  return { ids: own.map(({ id }) => id), labels, slots: own.map(({ body }) => readMarker(body) ?? ''), status: own[0]?.body ?? '' };
};

const readiness = async () => JSON.stringify(await (await fetch(`${app.url}/readyz`)).json());

describe.each([
  ['où l’application est installée', true],
  ['où l’application n’est pas installée', false],
] as const)('le dépôt d’accompagnement est donné à une autre organisation %s, puis rendu', (_, installed) => {
  it.each(['told', 'lost'] as const)(
    'l’événement %s : rien n’est redit ni perdu, et ce qui y a été écrit entre-temps a sa réponse',
    async (told) => {
      await start(installed);
      await readIds();
      const number = await inOvh();
      const before = await seen(number, HUB);
      await transfer(home, elsewhere, told);
      await passSweeps(world, 3);
      expect(await readiness()).toMatch(/renamed to|no such repository|not installed/);
      await world.as('lea-martin', moved).comment(number, '/aide');
      await world.settle();
      await passSweeps(world, 2);
      await transfer(elsewhere, home, told);
      await passSweeps(world, 3);
      const after = await seen(number, HUB);
      expect(after.ids.slice(0, before.ids.length)).toEqual(before.ids);
      expect(after.slots.filter((slot) => slot.startsWith('reply/'))).toHaveLength(1);
      expect(after.labels).toEqual(before.labels);
      expect(await readiness()).not.toMatch(/renamed to|no such repository/);
      expect(await pulls(api)).toMatchObject([{ number: 1, state: 'open' }]);
      await merge(1);
      await passSweeps(world, 2);
      expect((await seen(number, HUB)).status.replaceAll('\u00a0', ' ')).toContain('la GitHub Action est en place');
    },
  );
});

describe('le dépôt d’accompagnement est donné à une autre organisation, et HUBS suit, puis revient', () => {
  it('chaque dossier garde sa mémoire, ses commentaires et sa pull request', async () => {
    await start(true);
    await readIds();
    const number = await inOvh();
    const before = await seen(number, HUB);
    for (const [from, to] of [
      [home, elsewhere],
      [elsewhere, home],
    ] as const) {
      await world.stopApp();
      await transfer(from, to, 'told');
      hubs = [`${to}/${name}`];
      await world.startApp();
      await world.rest();
      await passSweeps(world, 2);
      const after = await seen(number, `${to}/${name}`);
      expect({ ids: after.ids, labels: after.labels }).toEqual({ ids: before.ids, labels: before.labels });
      expect(after.status).not.toContain('reconstitué');
      expect(await pulls(api)).toMatchObject([{ number: 1, state: 'open', body: expect.stringContaining(`${to}/${name}#${number}`) }]);
    }
    await call('lea-martin', { method: 'GET', path: `/repos/${api}` });
  });
});

describe.each(['told', 'lost'] as const)('la branche par défaut du dépôt d’accompagnement est renommée, l’événement %s', (told) => {
  const at = `/repos/${HUB}`;
  const operator = () => world.as('nadia-dnum');
  const shaSchema = z.object({ object: z.object({ sha: z.string() }) });

  async function branchFrom(from: string, to: string): Promise<void> {
    const { object } = shaSchema.parse(await operator().call({ method: 'GET', path: `${at}/git/ref/heads/${from}` }));
    await operator().call({ method: 'POST', path: `${at}/git/refs`, body: { ref: `refs/heads/${to}`, sha: object.sha } });
  }

  /** What GitHub does then: the branch is there under another name, and is the default one ("Renaming a branch", GitHub documentation). */
  async function becomes(to: string, from: string | null): Promise<void> {
    if (told === 'lost') world.github.relay.hold();
    if (from !== null) await branchFrom(from, to);
    await operator().call({ method: 'PATCH', path: at, body: { default_branch: to } });
    if (from !== null) await operator().call({ method: 'DELETE', path: `${at}/git/refs/heads/${from}` });
    if (told === 'lost') world.github.relay.release(() => []);
    await world.settle();
  }

  async function configure(branch: string, phase: string): Promise<void> {
    const path = `${at}/contents/.github/accostage.yml`;
    const before = z.object({ sha: z.string() }).parse(await operator().call({ method: 'GET', path: `${path}?ref=${branch}` }));
    const text = `version: 1\nserviceTeam:\n  permission: write\nphases:\n  - id: ovh\n    title: ${phase}\n`;
    const body = { message: 'Un autre titre', content: Buffer.from(text).toString('base64'), branch, sha: before.sha };
    await operator().call({ method: 'PUT', path, body });
    await world.settle();
  }

  it('sa configuration et son formulaire sont lus là où ils sont, et la version suivante s’applique', async () => {
    await start(false);
    const number = await inOvh();
    const before = await seen(number, HUB);
    await becomes('trunk', 'main');
    await passSweeps(world, 2);
    expect(await readiness()).toBe('{"status":"ok"}');
    expect((await seen(number, HUB)).ids).toEqual(before.ids);
    const other = await world.as('lea-martin').submitForm({ title: 'Un autre projet', body: aBody() });
    await world.settle();
    expect((await seen(other, HUB)).slots).toContain('status');
    await configure('trunk', 'Premier essai');
    await passSweeps(world, 1);
    expect((await seen(number, HUB)).status).toContain('Premier essai');
    expect((await seen(number, HUB)).ids).toEqual(before.ids);
  });

  it('une autre branche, qui a une autre configuration, devient celle par défaut : elle s’applique au passage suivant au plus tard', async () => {
    await start(false);
    const number = await inOvh();
    await branchFrom('main', 'suite');
    await configure('suite', 'Second essai');
    await passSweeps(world, 1);
    expect((await seen(number, HUB)).status).not.toContain('Second essai');
    await becomes('suite', null);
    await passSweeps(world, 2);
    expect((await seen(number, HUB)).status).toContain('Second essai');
    await becomes('main', null);
    await passSweeps(world, 2);
    expect((await seen(number, HUB)).status).not.toContain('Second essai');
  });
});
