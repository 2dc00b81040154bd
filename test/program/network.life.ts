import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type EmbeddedGitHub, startGitHub } from '../../sandbox/emulator/start-github.ts';
import { tokenOf } from '../../sandbox/emulator/credentials.ts';
import { grants } from '../../sandbox/seed/grants.ts';
import { HUB, population } from '../../sandbox/seed/population.ts';
import { seedHub } from '../../sandbox/seed/seed-hub.ts';
import { type ConnectProxy, startConnectProxy } from './connect-proxy.ts';
import { type PrivateFront, startPrivateFront } from './private-authority.ts';
import { type Program, startProgram } from './start-program.ts';

const SECRETS = { WEBHOOK_SECRET: 'k7Qm-2vX9_tRz4Lp-webhook', STATE_SECRET: 'k7Qm-2vX9_tRz4Lp-state' };
const DEADLINE_MS = 60_000;

let folder: string;
let github: EmbeddedGitHub;
let front: PrivateFront;
let proxy: ConnectProxy;
let app: Program | null = null;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accostage-reseau-'));
  github = await startGitHub({ seed: population, grants, webhookSecret: SECRETS.WEBHOOK_SECRET, port: 0 });
  await seedHub(github, { form: await readFile(new URL('../../issue-templates/embarquement.yml', import.meta.url), 'utf8') });
  front = await startPrivateFront(github.url);
  writeFileSync(join(folder, 'autorite.pem'), front.authority);
}, DEADLINE_MS);
beforeEach(async () => {
  proxy = await startConnectProxy(front.port);
  github.requests.clear();
});
afterEach(async () => {
  await app?.stop();
  app = null;
  proxy.close();
  rmSync(join(folder, '.env'), { force: true });
}, DEADLINE_MS);
afterAll(async () => {
  front.close();
  await github.close();
  rmSync(folder, { recursive: true });
});

/** The App as the operator starts it, on a GitHub at this address; its name is known to the proxy alone. */
function start(host: string, env: Readonly<Record<string, string>>): Program {
  app = startProgram('src/main.js', {
    cwd: folder,
    env: {
      ...SECRETS,
      APP_ID: String(github.appId),
      PRIVATE_KEY: github.privateKey,
      GITHUB_API_URL: `https://${host}:${front.port}`,
      HUBS: HUB,
      HOST: '127.0.0.1',
      PORT: '0',
      GITHUB_THROTTLING: 'off',
      DRY_RUN: 'true',
      ...env,
    },
  });
  return app;
}

/** The hub was looked at, and all went well. */
const looked = /"key":"dnum-mi\/dso-formation".*"result":"done"/;

const authority = () => ({ NODE_EXTRA_CA_CERTS: join(folder, 'autorite.pem') });

it('HTTPS_PROXY et une autorité privée suffisent : tous les appels passent par le mandataire', { timeout: DEADLINE_MS }, async () => {
  await start('github.test', { HTTPS_PROXY: proxy.url, ...authority() }).saw(looked);
  expect(new Set(proxy.tunnels)).toEqual(new Set([`github.test:${front.port}`]));
  expect(github.requests.of('installation').length).toBeGreaterThan(0);
});

it('les mêmes réglages dans .env, et en minuscules, suffisent aussi', { timeout: DEADLINE_MS }, async () => {
  writeFileSync(join(folder, '.env'), `https_proxy=${proxy.url}\nNODE_EXTRA_CA_CERTS=${authority().NODE_EXTRA_CA_CERTS}\n`);
  await start('github.test', {}).saw(looked);
  expect(new Set(proxy.tunnels)).toEqual(new Set([`github.test:${front.port}`]));
});

/** The command line of an accostage installed apart, whose own `.env` says that. */
function installCommand(environment: string): string {
  const home = mkdtempSync(join(folder, 'accostage-'));
  for (const part of ['src', 'config', 'issue-templates', 'package.json']) cpSync(part, join(home, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(home, 'node_modules'));
  writeFileSync(join(home, '.env'), environment);
  return join(home, 'src/cli/main.ts');
}

it.each<[readonly string[], RegExp, RegExp]>([
  [['observe', `${HUB}#404`], /aucun dossier au numéro 404/, /^github\.test:\d+$/],
  // The proxy of this test leads every name to one machine, which has no certificate for them.
  [['validate', '--links'], /liens essayés : 0 mort, \d+ injoignables/, /^cloud-pi-native\.fr:443$/],
])(
  'la commande %j sort comme le serveur : par le mandataire et l’autorité du .env d’accostage',
  { timeout: DEADLINE_MS },
  async (args, said, tunnel) => {
    const main = installCommand(`HTTPS_PROXY=${proxy.url}\nNODE_EXTRA_CA_CERTS=${authority().NODE_EXTRA_CA_CERTS}\n`);
    const env = { GITHUB_TOKEN: tokenOf('nadia-dnum'), GITHUB_API_URL: `https://github.test:${front.port}` };
    const command = startProgram(main, { cwd: folder, env, args });
    await command.ended;
    expect(command.output()).toMatch(said);
    expect(proxy.tunnels).toContainEqual(expect.stringMatching(tunnel));
  },
);

it('un mandataire mal écrit dans .env : une phrase, code 2', { timeout: DEADLINE_MS }, async () => {
  const main = installCommand('HTTPS_PROXY=mandataire:3128\n');
  const command = startProgram(main, { cwd: folder, env: {}, args: ['validate', '--links'] });
  expect(await command.ended).toBe(2);
  expect(command.output()).toMatch(/HTTPS_PROXY : adresse http\(s\) attendue/);
});

it('NO_PROXY est respecté : l’hôte nommé est appelé directement', { timeout: DEADLINE_MS }, async () => {
  await start('127.0.0.1', { HTTPS_PROXY: proxy.url, NO_PROXY: 'autre.test,127.0.0.1', ...authority() }).saw(looked);
  expect(proxy.tunnels).toEqual([]);
});

it('sans l’autorité privée, rien n’est cru, et le journal dit que c’est le certificat', { timeout: DEADLINE_MS }, async () => {
  await start('github.test', { HTTPS_PROXY: proxy.url }).saw(/"msg":"reconcile to try again"/);
  expect(app?.output()).toMatch(/"message":"[^"]*(?:certificate|self-signed)[^"]*".*"msg":"reconcile to try again"/);
  expect(github.requests.of('installation')).toEqual([]);
});

it('sans mandataire, le nom que lui seul connaît n’est pas trouvé', { timeout: DEADLINE_MS }, async () => {
  await start('github.test', authority()).saw(/"message":"[^"]*github\.test[^"]*".*"msg":"reconcile to try again"/);
  expect(proxy.tunnels).toEqual([]);
});
