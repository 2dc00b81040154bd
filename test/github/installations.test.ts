import nock from 'nock';
import { Probot } from 'probot';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createInstallations, octokitClass } from '../../src/github/installations.ts';
import { memoryLog } from '../web/memory-log.ts';
import { api, endNock } from './nock.ts';

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

beforeEach(() => nock.disableNetConnect());
afterEach(endNock);

function installationsOf(owners: readonly string[]) {
  const { log, lines } = memoryLog();
  const probot = new Probot({ appId: 1, privateKey, secret: 'x', baseUrl: api, Octokit: octokitClass('off'), logLevel: 'fatal' });
  return { installations: createInstallations(probot, { owners, log }), lines };
}

const installedOn = (login: string, at = '/repos/Org/api') => nock(api).get(`${at}/installation`).reply(200, { id: 7, account: { login } });

it('sans liste, toutes les installations sont acceptées', async () => {
  const { installations, lines } = installationsOf([]);
  installedOn('Org');
  expect(await installations.repository({ owner: 'Org', repo: 'api' })).toMatchObject({ owner: 'Org', repo: 'api' });
  expect(installations.accepts('quelqu-un')).toBe(true);
  expect(lines).toEqual([]);
});

it('un compte de la liste est accepté quelle que soit la casse', async () => {
  const { installations } = installationsOf(['org']);
  installedOn('Org');
  expect(await installations.repository({ owner: 'Org', repo: 'api' })).not.toBeNull();
});

it('le dépôt d’un autre compte est comme non installé, sans rien demander à GitHub, et sans rien écrire dans le journal', async () => {
  const { installations, lines } = installationsOf(['org']);
  expect(await installations.repository({ owner: 'autre', repo: 'api' })).toBeNull();
  expect(lines).toEqual([]);
});

it('un dépôt passé à un compte qui n’est pas accepté ne l’est plus sous son ancien nom', async () => {
  const { installations, lines } = installationsOf(['org']);
  installedOn('Autre');
  expect(await installations.repository({ owner: 'Org', repo: 'api' })).toBeNull();
  expect(lines).toHaveLength(1);
});

it('une installation ignorée est dite une fois par compte', () => {
  const { installations, lines } = installationsOf(['org']);
  for (const account of ['Autre', 'autre', 'autre', 'encore']) expect(installations.accepts(account)).toBe(false);
  expect(lines.map((line) => JSON.parse(line).account)).toEqual(['Autre', 'encore']);
});
