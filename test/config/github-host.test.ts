import { describe, expect, it } from 'vitest';
import { githubHost, githubSite, isOwnServer } from '../../src/config/github-host.ts';

describe('la racine de l’API dit sur quel GitHub on est', () => {
  it.each([
    ['https://api.github.com', undefined],
    ['https://github.exemple.gouv.fr/api/v3', 'github.exemple.gouv.fr'],
    ['https://GitHub.Exemple.gouv.fr/api/v3/', 'github.exemple.gouv.fr'],
    ['https://github.exemple.gouv.fr:8443/api/v3', 'github.exemple.gouv.fr'],
    ['https://api.ministere.ghe.com', 'ministere.ghe.com'],
    ['http://127.0.0.1:4000', undefined],
    ['https://exemple.gouv.fr/autre/api/v3', undefined],
    ['https://api.ghe.com.exemple.fr', undefined],
    ['pas une adresse', undefined],
  ])('%s : %s', (root, host) => {
    expect(githubHost(root)).toBe(host);
  });

  it.each([
    [undefined, false],
    ['ministere.ghe.com', false],
    ['github.exemple.gouv.fr', true],
  ])('%s est un serveur à soi : %s', (host, own) => {
    expect(isOwnServer(host)).toBe(own);
  });
});

it.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://github.exemple.gouv.fr/api/v3', 'https://github.exemple.gouv.fr'],
  ['https://github.exemple.gouv.fr:8443/api/v3', 'https://github.exemple.gouv.fr:8443'],
  ['https://api.ministere.ghe.com', 'https://ministere.ghe.com'],
  ['http://127.0.0.1:4001', 'http://127.0.0.1:4001'],
])('les pages du GitHub de %s sont à %s', (api, site) => {
  expect(githubSite(api)).toBe(site);
});
