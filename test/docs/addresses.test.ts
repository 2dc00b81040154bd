import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Pages that the platform's documentation holds, and its tools: no text that the product ships gives another address. */
const documentation = 'https://cloud-pi-native.fr';
const known = new Set([
  // The name of SVG: nobody goes there.
  'http://www.w3.org/2000/svg',
  documentation,
  ...[
    '/platform/compatibility',
    '/platform/skills-matrix',
    '/guide/best-practices',
    '/agreement/support',
    '/agreement/kyverno',
    '/agreement/labels-list',
    '/agreement/observability',
    '/agreement/faq',
    '/guide/get-started',
    '/guide/projects-management',
    '/guide/repositories-management',
    '/guide/repositories-management#synchronisation-d-un-depot',
    '/guide/environments-management',
    '/guide/team',
    '/guide/roles',
    '/guide/deployment-with-argo',
    '/guide/secrets-vault',
    '/guide/secrets-management',
    '/guide/tutorials',
    '/guide/metrics',
    '/guide/alerting',
    '/guide/logs/loki',
    '/services/gitlab',
    '/services/gitops',
  ].map((path) => `${documentation}${path}`),
  'https://support.dev.numerique-interieur.com',
  'https://mattermost.fabrique-numerique.fr',
]);

/** Pages that no longer exist. */
const dead = ['/guide/repositories-sync', '/agreement/prerequisites', '/guide/gitlab-ci', '/guide/argocd'];

/** GitHub's own hosts; names kept for examples ("Reserved Top Level DNS Names", RFC 2606), and their French kin; this machine. */
const allowedHosts = [
  /^(?:[\w-]+\.)*github\.com$/,
  /^raw\.githubusercontent\.com$/,
  /(?:^|\.)(?:example|exemple)(?:\.[a-z]+)*$/,
  /\.(?:test|invalid)$/,
  /^(?:localhost|127\.0\.0\.1)$/,
];

const isAllowed = (address: string) =>
  known.has(address.replace(/\/$/, '')) || allowedHosts.some((host) => host.test(new URL(address).hostname));

/** The whole addresses of a text; `https://…`, `https://host`, `https://<hôte>` and what a program completes are none. */
function addressesIn(text: string): readonly string[] {
  return [...text.matchAll(/https?:\/\/[a-z0-9][^\s"'`<>()[\]»|\\]*/gi)]
    .map(([address]) => address.replace(/[.,;:!?*]+$/, ''))
    .filter((address) => !/[${}]/.test(address) && /^https?:\/\/(?:localhost|[^/]*\.)/.test(address) && URL.canParse(address));
}

const under = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path));
const files = [
  ...under('config', /\.ya?ml$/),
  ...under('issue-templates', /\.ya?ml$/),
  ...under('docs', /\.md$/),
  ...under('src', /\.ts$/),
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'app.yml',
  '.env.example',
];

it('la recherche voit les fichiers et leurs adresses', () => {
  expect(files.length).toBeGreaterThan(400);
  expect(files.flatMap((path) => addressesIn(readFileSync(path, 'utf8'))).length).toBeGreaterThan(40);
});

it('aucun texte du produit ne donne une adresse qui n’est pas connue', () => {
  const unknown = files.flatMap((path) =>
    addressesIn(readFileSync(path, 'utf8'))
      .filter((address) => !isAllowed(address))
      .map((address) => `${path}: ${address}`),
  );
  expect(unknown).toEqual([]);
});

it('aucun texte du produit ne donne une page disparue', () => {
  const told = files.flatMap((path) =>
    dead.filter((page) => new RegExp(`${page}(?![\\w-])`).test(readFileSync(path, 'utf8'))).map((page) => `${path}: ${page}`),
  );
  expect(told).toEqual([]);
});

describe('la recherche refuse', () => {
  it.each([
    ...dead.map((path) => `Voyez ${documentation}${path}.`),
    'url: https://cloud-pi-native.fr/guide/inconnue',
    '[ici](https://cloud-pi-native.fr/guide/roles#absente)',
    '<https://github.com.exemple-de-piege.fr/x>',
    'http://cloud-pi-native.fr',
    '`https://console.interieur.gouv.fr`',
  ])('%s', (text) => {
    expect(addressesIn(text).filter((address) => !isAllowed(address))).toHaveLength(1);
  });

  it.each([
    'https://cloud-pi-native.fr/',
    '(https://cloud-pi-native.fr/guide/roles).',
    'https://github.com/mon-organisation/mon-application',
    'http://localhost:3000 ; https://accostage.example.org/api',
    'http://mandataire.exemple.gouv.fr:3128',
    'commence par https://, ou `https://${host}/api`, ou https://<hôte>/x',
  ])('mais pas %s', (text) => {
    expect(addressesIn(text).filter((address) => !isAllowed(address))).toEqual([]);
  });
});
