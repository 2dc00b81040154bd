import nock from 'nock';
import { pino } from 'pino';
import { Probot } from 'probot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClients, octokitClass } from '../../src/github/client.ts';
import { createInstallations } from '../../src/github/installations.ts';
import { RepositoryPaused } from '../../src/github/repository-pauses.ts';
import { createShutOuts } from '../../src/github/shut-outs.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { memoryLog } from '../web/memory-log.ts';
import { api, endNock, testKey } from './nock.ts';

beforeEach(() => nock.disableNetConnect());
afterEach(endNock);

function installationsOf(owners: readonly string[]) {
  const { log, lines } = memoryLog();
  const probot = new Probot({ appId: 1, privateKey: testKey, secret: 'x', baseUrl: api, Octokit: octokitClass('off'), logLevel: 'fatal' });
  const client = createClients({ apiUrl: api, throttling: 'off', log: pino({ level: 'silent' }), clock: systemClock });
  const shutOuts = createShutOuts({ clock: systemClock, longestMs: 900_000, opened: () => undefined });
  return { installations: createInstallations({ probot, client, clock: systemClock, shutOuts, owners, log }), lines };
}

const installedOn = (login: string, at = '/repos/Org/api') => nock(api).get(`${at}/installation`).reply(200, { id: 7, account: { login } });

function tokenIsGiven() {
  const token = { token: 'ghs_x', expires_at: '2999-01-01T00:00:00Z', repositories: [{ id: 1 }] };
  nock(api).post('/app/installations/7/access_tokens').reply(201, token);
}

it('sans liste, toutes les installations sont acceptées', async () => {
  const { installations, lines } = installationsOf([]);
  installedOn('Org');
  tokenIsGiven();
  expect(await installations.repository({ owner: 'Org', repo: 'api' }, 'read-project')).toMatchObject({ owner: 'Org', repo: 'api' });
  expect(installations.accepts('quelqu-un')).toBe(true);
  expect(lines).toEqual([]);
});

it('un compte de la liste est accepté quelle que soit la casse', async () => {
  const { installations } = installationsOf(['org']);
  installedOn('Org');
  tokenIsGiven();
  expect(await installations.repository({ owner: 'Org', repo: 'api' }, 'read-project')).not.toBeNull();
});

it('le dépôt d’un autre compte est comme non installé, sans rien demander à GitHub, et sans rien écrire dans le journal', async () => {
  const { installations, lines } = installationsOf(['org']);
  expect(await installations.repository({ owner: 'autre', repo: 'api' }, 'read-project')).toBeNull();
  expect(lines).toEqual([]);
});

it('un dépôt passé à un compte qui n’est pas accepté ne l’est plus sous son ancien nom', async () => {
  const { installations, lines } = installationsOf(['org']);
  installedOn('Autre');
  expect(await installations.repository({ owner: 'Org', repo: 'api' }, 'read-project')).toBeNull();
  expect(lines).toHaveLength(1);
});

it('autant de comptes inconnus que l’on veut n’emplissent pas la mémoire : les plus anciens sont dits de nouveau', () => {
  const { installations, lines } = installationsOf(['org']);
  for (const account of ['premier', ...Array.from({ length: 10_000 }, (_, rank) => `compte-${rank}`), 'compte-9999', 'premier'])
    installations.accepts(account);
  expect(lines).toHaveLength(10_002);
});

it('une installation ignorée est dite une fois par compte', () => {
  const { installations, lines } = installationsOf(['org']);
  for (const account of ['Autre', 'autre', 'autre', 'encore']) expect(installations.accepts(account)).toBe(false);
  expect(lines.map((line) => JSON.parse(line).account)).toEqual(['Autre', 'encore']);
});

it('un dépôt de projet qui tombe en panne n’est plus appelé d’une minute, pour aucun acte ; les autres le sont', async () => {
  const { installations } = installationsOf([]);
  const where = { owner: 'Org', repo: 'api' };
  installedOn('Org');
  tokenIsGiven();
  const found = await installations.repository(where, 'read-project');
  nock(api).get('/repos/Org/api').reply(502, {});
  await expect(found?.octokit.rest.repos.get(where)).rejects.toMatchObject({ status: 502 });
  await expect(found?.octokit.rest.repos.get(where)).rejects.toThrow(RepositoryPaused);
  await expect(installations.repository(where, 'write-mirror')).rejects.toThrow(RepositoryPaused);
  tokenIsGiven();
  expect(await installations.repository(where, 'read-hub')).not.toBeNull();
  installedOn('Org', '/repos/Org/front');
  tokenIsGiven();
  expect(await installations.repository({ owner: 'Org', repo: 'front' }, 'read-project')).not.toBeNull();
});

it('l’application n’apprend pas qui elle est par une installation qui n’est pas acceptée', async () => {
  const { installations } = installationsOf(['autre']);
  nock(api).get('/app').reply(200, { id: 1, slug: 'accostage' });
  nock(api)
    .get('/app/installations')
    .query(true)
    .reply(200, [
      { id: 4, account: { login: 'org' } },
      { id: 5, account: { login: 'autre' } },
    ]);
  nock(api).post('/app/installations/5/access_tokens').reply(201, { token: 'ghs_cinq', expires_at: '2999-01-01T00:00:00Z' });
  nock(api).get('/users/accostage%5Bbot%5D').reply(200, { id: 9, login: 'accostage[bot]' });
  expect(await installations.identity()).toMatchObject({ userId: 9 });
});

it('un dépôt passé à une autre installation pendant qu’on la cherche : la réponse d’avant ne se garde pas', async () => {
  const { installations } = installationsOf([]);
  const where = { owner: 'Org', repo: 'api' };
  const token = { token: 'ghs_x', expires_at: '2999-01-01T00:00:00Z', repositories: [{ id: 1 }] };
  nock(api)
    .get('/repos/Org/api/installation')
    .reply(200, () => {
      installations.remember(where, 8);
      return { id: 7, account: { login: 'Org' } };
    });
  nock(api).post('/app/installations/7/access_tokens').reply(201, token);
  await installations.repository(where, 'read-project');
  nock(api).post('/app/installations/8/access_tokens').reply(201, token);
  expect(await installations.repository(where, 'read-project')).not.toBeNull();
  installations.forget(where);
  nock(api)
    .get('/repos/Org/api/installation')
    .reply(200, () => {
      installations.forget(where);
      return { id: 8, account: { login: 'Org' } };
    });
  await installations.repository(where, 'read-project');
  installedOn('Org');
  expect(await installations.repository(where, 'read-project')).not.toBeNull();
});

it.each([
  ['connue par un webhook', true],
  ['trouvée par son nom', false],
])(
  'une application désinstallée puis réinstallée a un autre numéro : l’ancienne, %s, n’est demandée qu’une fois de plus',
  async (_, byEvent) => {
    const { installations } = installationsOf([]);
    const where = { owner: 'Org', repo: 'api' };
    if (byEvent) installations.remember(where, 7);
    else installedOn('Org');
    // No token of the installation that is gone, neither for the repository nor to look its id up.
    nock(api).post('/app/installations/7/access_tokens').times(2).reply(404, { message: 'Not Found' });
    expect(await installations.hub(where)).toBeNull();
    nock(api)
      .get('/repos/Org/api/installation')
      .reply(200, { id: 8, account: { login: 'Org' } });
    const token = { token: 'ghs_y', expires_at: '2999-01-01T00:00:00Z', repositories: [{ id: 1 }] };
    nock(api).post('/app/installations/8/access_tokens').reply(201, token);
    expect(await installations.hub(where)).not.toBeNull();
  },
);
