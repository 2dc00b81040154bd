import nock from 'nock';
import { pino } from 'pino';
import { Probot } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { population } from '../../sandbox/seed/population.ts';
import { grants } from '../../sandbox/seed/grants.ts';
import { type Act, acts, lookUp } from '../../src/github/acts.ts';
import { checkedFetch } from '../../src/github/checked-fetch.ts';
import { createClients, octokitClass } from '../../src/github/client.ts';
import { createInstallations, type Installations } from '../../src/github/installations.ts';
import { createShutOuts } from '../../src/github/shut-outs.ts';
import { PermissionMissing } from '../../src/github/refusal.ts';
import { aGitHub, type TestGitHub } from '../sandbox/a-github.ts';
import { api, endNock, testKey } from './nock.ts';
import { systemClock } from '../../src/queue/clock.ts';

let world: TestGitHub;
let installations: Installations;
let now: Date;
/** Of the date that the machine gives, in milliseconds. */
let ahead: number;
afterEach(() => world.github.close());

async function start(options: Parameters<typeof aGitHub>[0] = {}): Promise<void> {
  world = await aGitHub(options);
  now = new Date();
  ahead = 0;
  installations = installationsOf(world.github.url, world.github);
}

function installationsOf(apiUrl: string, { appId, privateKey }: { appId: number; privateKey: string }): Installations {
  const log = pino({ level: 'silent' });
  const clock = { ...systemClock, elapsed: () => now.getTime(), now: () => new Date(now.getTime() + ahead) };
  const Octokit = octokitClass('off');
  const probot = new Probot({ appId, privateKey, secret: 'x', baseUrl: apiUrl, request: { fetch: checkedFetch }, Octokit, log });
  return createInstallations({
    probot,
    client: createClients({ apiUrl, throttling: 'off', log, clock }),
    clock,
    shutOuts: createShutOuts({ clock: systemClock, longestMs: 900_000, opened: () => undefined }),
    owners: [],
    log,
  });
}

const hub = { owner: 'dnum-mi', repo: 'dso-formation' };
const project = { owner: 'demat-permis', repo: 'api' };
const other = { owner: 'demat-permis', repo: 'front' };

async function opened(where: typeof hub, act: Act) {
  const repository = await installations.repository(where, act);
  if (repository === null) throw new Error(`${where.repo} is out of reach`);
  return repository.octokit.rest;
}

const creations = () => world.github.requests.of('app').filter(({ path }) => path.endsWith('/access_tokens'));

const everyAct: readonly Act[] = [
  'read-hub',
  'write-hub',
  'read-layer',
  'read-teams',
  'read-rights',
  'read-project',
  'write-mirror',
  'write-fixes',
  'write-report',
  'read-runs',
  'write-run',
];

const mainOf = async (where: typeof hub) =>
  (await (await opened(where, 'read-project')).git.getRef({ ...where, ref: 'heads/main' })).data.object.sha;

describe('un jeton ne peut que ce pour quoi il est fait', () => {
  beforeEach(() => start());

  it('celui qui lit n’écrit rien', async () => {
    const refused = { status: 403 };
    const [reader, looker] = [await opened(hub, 'read-hub'), await opened(project, 'read-project')];
    await expect(reader.issues.create({ ...hub, title: 'x' })).rejects.toMatchObject(refused);
    await expect(reader.issues.createLabel({ ...hub, name: 'x' })).rejects.toMatchObject(refused);
    const sha = await mainOf(project);
    await expect(looker.git.createRef({ ...project, ref: 'refs/heads/x', sha })).rejects.toMatchObject(refused);
    await expect(looker.pulls.create({ ...project, head: 'x', base: 'main', title: 'x' })).rejects.toMatchObject(refused);
    await expect(looker.issues.create({ ...project, title: 'x' })).rejects.toMatchObject(refused);
  });

  it('celui du miroir n’écrit ni ticket, ni dans un autre dépôt ; celui du rapport n’écrit pas de branche', async () => {
    const refused = { status: 403 };
    const sha = await mainOf(other);
    const mirror = await opened(project, 'write-mirror');
    await expect(mirror.git.createRef({ ...other, ref: 'refs/heads/x', sha })).rejects.toMatchObject(refused);
    await expect(mirror.git.createRef({ ...hub, ref: 'refs/heads/x', sha })).rejects.toMatchObject(refused);
    await expect(mirror.issues.create({ ...project, title: 'x' })).rejects.toMatchObject(refused);
    const created = await mirror.git.createRef({ ...project, ref: 'refs/heads/x', sha: await mainOf(project) });
    expect(created.status).toBe(201);
    const report = await opened(project, 'write-report');
    await expect(report.git.deleteRef({ ...project, ref: 'heads/x' })).rejects.toMatchObject(refused);
    await expect(report.issues.create({ ...other, title: 'x' })).rejects.toMatchObject(refused);
    expect((await report.issues.create({ ...project, title: 'x' })).status).toBe(201);
  });

  it('seul celui des équipes voit qui en est', async () => {
    const asked = { org: 'dnum-mi', team_slug: 'service-team', username: 'camille-st' };
    await expect((await opened(hub, 'read-hub')).teams.getMembershipForUserInOrg(asked)).rejects.toMatchObject({ status: 403 });
    expect((await (await opened(hub, 'read-teams')).teams.getMembershipForUserInOrg(asked)).data.state).toBe('active');
  });

  it('chaque acte a ses droits, et un seul dépôt', async () => {
    for (const act of everyAct) await opened(project, act);
    const issued = z
      .array(z.object({ permissions: z.record(z.string(), z.string()), repository_ids: z.array(z.number()) }))
      .parse(await issuedTokens());
    const narrowed = issued.filter(({ repository_ids: ids }) => ids.length > 0);
    expect(narrowed.map(({ permissions }) => permissions)).toEqual(Object.values(acts));
    expect(new Set(narrowed.map(({ repository_ids: [id] }) => id)).size).toBe(1);
  });
});

/** What the embedded GitHub tells of the tokens it gave out. */
async function issuedTokens(): Promise<unknown> {
  const { json } = await world.call('nadia-dnum', 'GET /_emulate/installation-tokens');
  return typeof json === 'object' && json !== null ? Object.values(json).find(Array.isArray) : json;
}

describe('un jeton se garde', () => {
  beforeEach(() => start());

  it('un par acte et par dépôt, pendant presque une heure', async () => {
    for (let time = 0; time < 3; time++) {
      const { repos } = await opened(project, 'read-project');
      await repos.get(project);
      await Promise.all([opened(project, 'write-mirror'), opened(project, 'write-mirror')]);
    }
    expect(creations()).toHaveLength(2);
    now = new Date(now.getTime() + 56 * 60_000);
    await opened(project, 'read-project');
    expect(creations()).toHaveLength(3);
  });

  it.each([
    ['en avance', 3_600_000],
    ['en retard', -3_600_000],
  ])('de même sur une machine dont l’horloge est %s d’une heure', async (_, ms) => {
    ahead = ms;
    for (let time = 0; time < 3; time++) await (await opened(project, 'read-project')).repos.get(project);
    expect(creations()).toHaveLength(1);
    now = new Date(now.getTime() + 56 * 60_000);
    await opened(project, 'read-project');
    expect(creations()).toHaveLength(2);
  });

  it('un événement qui fait relire le dépôt ne le fait pas refaire', async () => {
    await opened(project, 'read-project');
    installations.forget(project);
    await opened(project, 'read-project');
    expect(creations()).toHaveLength(1);
  });
});

describe('un jeton qui n’est pas donné dit pourquoi', () => {
  it('un droit qui n’est pas accordé manque, et n’est pas « non »', async () => {
    const { members: _, ...permissions } = grants.permissions;
    await start({ grants: { ...grants, permissions } });
    await expect(installations.repository(hub, 'read-teams')).rejects.toBeInstanceOf(PermissionMissing);
    await expect(installations.repository(hub, 'read-teams')).rejects.toMatchObject({ message: expect.stringContaining('members: read') });
    expect(await installations.repository(hub, 'read-hub')).not.toBeNull();
  });

  it('un dépôt que l’installation n’atteint pas est hors de portée', async () => {
    const installed = [{ account: 'demat-permis', repositories: ['front'] }];
    await start({ seed: { ...population, installations: installed } });
    installations.remember(project, world.github.installationId);
    expect(await installations.repository(project, 'read-project')).toBeNull();
    expect(await installations.repository(other, 'read-project')).not.toBeNull();
  });
});

describe('l’identité', () => {
  beforeEach(() => start());

  it('est celle du compte qui écrit, et reste quand l’application change de nom', async () => {
    const before = await installations.identity();
    const written = await (await opened(hub, 'write-hub')).issues.create({ ...hub, title: 'x' });
    expect(before).toEqual({ appId: world.github.appId, userId: written.data.user?.id, login: 'accostage[bot]' });
    world.github.renameApp('accostage-mi');
    expect(await installations.identity()).toEqual(before);
    now = new Date(now.getTime() + 61_000);
    expect(await installations.identity()).toEqual({ ...before, login: 'accostage-mi[bot]' });
  });
});

describe('un dépôt renommé', () => {
  beforeEach(() => start());
  afterEach(endNock);

  it('se retrouve par son numéro, quand GitHub ne connaît plus son ancien nom pour donner un jeton', async () => {
    nock.disableNetConnect();
    const creation = '/app/installations/3/access_tokens';
    const token = { token: 'ghs_x', expires_at: '2999-01-01T00:00:00Z' };
    const permissions = acts['write-mirror'];
    nock(api)
      .get('/repos/org/ancien/installation')
      .reply(200, { id: 3, account: { login: 'org' } });
    nock(api)
      .post(creation, { repositories: ['ancien'], permissions })
      .reply(422, { message: 'There is at least one repository that does not exist' });
    nock(api)
      .post(creation, { permissions: { ...lookUp } })
      .reply(201, token);
    nock(api)
      .post(creation, { repository_ids: [42], permissions })
      .reply(201, { ...token, repositories: [{ id: 42 }] });
    nock(api).get('/repos/org/ancien').reply(200, { id: 42, full_name: 'org/nouveau' });
    const found = await installationsOf(api, { appId: 1, privateKey: testKey }).repository(
      { owner: 'org', repo: 'ancien' },
      'write-mirror',
    );
    expect(found).toMatchObject({ repo: 'ancien' });
  });

  it('qui laisse son nom à un autre : le jeton suivant est pour celui qui le porte', async () => {
    nock.disableNetConnect();
    const permissions = acts['read-project'];
    const creation = (scope: object) => nock(api).post('/app/installations/3/access_tokens', { ...scope, permissions });
    const token = (id: number, name: string) => ({
      token: `ghs_${id}`,
      expires_at: new Date(now.getTime() + 3_600_000).toISOString(),
      repositories: [{ id, full_name: `org/${name}` }],
    });
    nock(api)
      .get('/repos/org/api/installation')
      .reply(200, { id: 3, account: { login: 'org' } });
    creation({ repositories: ['api'] }).reply(201, token(42, 'api'));
    const reach = installationsOf(api, { appId: 1, privateKey: testKey });
    await reach.repository({ owner: 'org', repo: 'api' }, 'read-project');
    now = new Date(now.getTime() + 3_600_000);
    creation({ repository_ids: [42] }).reply(201, token(42, 'api-ancienne'));
    creation({ repositories: ['api'] }).reply(201, token(43, 'api'));
    nock(api, { reqheaders: { authorization: 'token ghs_43' } })
      .get('/repos/org/api')
      .reply(200, { id: 43 });
    const found = await reach.repository({ owner: 'org', repo: 'api' }, 'read-project');
    expect((await found?.octokit.rest.repos.get({ owner: 'org', repo: 'api' }))?.data.id).toBe(43);
  });

  it('dont personne n’a pris le nom garde le sien', async () => {
    nock.disableNetConnect();
    const permissions = acts['read-project'];
    const creation = (scope: object) => nock(api).post('/app/installations/3/access_tokens', { ...scope, permissions });
    const token = (name: string) => ({
      token: `ghs_${name}`,
      expires_at: new Date(now.getTime() + 3_600_000).toISOString(),
      repositories: [{ id: 42, full_name: `org/${name}` }],
    });
    nock(api)
      .get('/repos/org/api/installation')
      .reply(200, { id: 3, account: { login: 'org' } });
    creation({ repositories: ['api'] }).reply(201, token('api'));
    const reach = installationsOf(api, { appId: 1, privateKey: testKey });
    await reach.repository({ owner: 'org', repo: 'api' }, 'read-project');
    for (let hour = 0; hour < 2; hour++) {
      now = new Date(now.getTime() + 3_600_000);
      creation({ repository_ids: [42] }).reply(201, token('nouvelle'));
      creation({ repositories: ['api'] }).reply(422, { message: 'There is at least one repository that does not exist' });
      expect(await reach.repository({ owner: 'org', repo: 'api' }, 'read-project')).not.toBeNull();
    }
  });

  it.each([
    ['un 502', 502, { message: 'Bad Gateway' }],
    ['une limite', 429, { message: 'API rate limit exceeded' }],
    ['une réponse sans jeton', 201, {}],
    ['une page de mandataire', 200, '<html></html>'],
  ])('%s à la place d’un jeton n’est ni un refus ni retenu : l’appel suivant en demande un', async (_, status, body) => {
    nock.disableNetConnect();
    nock(api)
      .get('/repos/org/api/installation')
      .reply(200, { id: 4, account: { login: 'org' } });
    nock(api).post('/app/installations/4/access_tokens').reply(status, body);
    const where = { owner: 'org', repo: 'api' };
    const all = installationsOf(api, { appId: 1, privateKey: testKey });
    await expect(all.repository(where, 'read-hub')).rejects.toBeInstanceOf(Error);
    nock(api)
      .post('/app/installations/4/access_tokens')
      .reply(201, { token: 'ghs_un', expires_at: '2999-01-01T00:00:00Z', repositories: [{ id: 1 }] });
    expect(await all.repository(where, 'read-hub')).not.toBeNull();
  });

  it('un jeton que GitHub ne prend plus est remplacé', async () => {
    nock.disableNetConnect();
    nock(api)
      .get('/repos/org/api/installation')
      .reply(200, { id: 4, account: { login: 'org' } });
    const given = ['ghs_un', 'ghs_deux'];
    nock(api)
      .post('/app/installations/4/access_tokens')
      .times(2)
      .reply(201, () => ({ token: given.shift(), expires_at: '2999-01-01T00:00:00Z', repositories: [{ id: 1 }] }));
    nock(api).get('/repos/org/api').matchHeader('authorization', 'token ghs_un').reply(401, { message: 'Bad credentials' });
    nock(api).get('/repos/org/api').matchHeader('authorization', 'token ghs_deux').reply(200, { id: 1 });
    const where = { owner: 'org', repo: 'api' };
    const found = await installationsOf(api, { appId: 1, privateKey: testKey }).repository(where, 'read-project');
    await expect(found?.octokit.rest.repos.get(where)).rejects.toMatchObject({ status: 401 });
    expect((await found?.octokit.rest.repos.get(where))?.data.id).toBe(1);
  });
});

describe('une installation qui n’est plus là', () => {
  beforeEach(() => start());
  afterEach(endNock);

  it('n’atteint plus rien : ses dépôts sont hors de portée, sans panne', async () => {
    nock.disableNetConnect();
    nock(api).persist().post('/app/installations/4/access_tokens').reply(404, { message: 'Not Found' });
    const all = installationsOf(api, { appId: 1, privateKey: testKey });
    all.remember({ owner: 'org', repo: 'api' }, 4);
    expect(await all.repository({ owner: 'org', repo: 'api' }, 'read-hub')).toBeNull();
  });

  it('est suspendue : l’application apprend qui elle est par une autre', async () => {
    nock.disableNetConnect();
    nock(api).get('/app').reply(200, { id: 1, slug: 'accostage' });
    nock(api)
      .get('/app/installations')
      .query(true)
      .reply(200, [
        { id: 4, account: { login: 'org' }, suspended_at: '2026-01-01T00:00:00Z' },
        { id: 5, account: { login: 'autre' }, suspended_at: null },
      ]);
    nock(api).post('/app/installations/4/access_tokens').reply(403, { message: 'This installation has been suspended' });
    nock(api).post('/app/installations/5/access_tokens').reply(201, { token: 'ghs_cinq', expires_at: '2999-01-01T00:00:00Z' });
    nock(api)
      .get('/users/accostage%5Bbot%5D')
      .matchHeader('authorization', 'token ghs_cinq')
      .reply(200, { id: 9, login: 'accostage[bot]' });
    const all = installationsOf(api, { appId: 1, privateKey: testKey });
    expect(await all.identity()).toEqual({ appId: 1, userId: 9, login: 'accostage[bot]' });
  });
});
