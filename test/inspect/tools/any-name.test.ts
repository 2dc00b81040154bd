import { describe, expect, it } from 'vitest';
import { aManifest, type Files } from '../rules/cases.ts';
import { doubts } from './doubts.ts';

const skaffold = (list: string) => `apiVersion: skaffold/v4beta6\nkind: Config\nmanifests:\n  rawYaml: [${list}]\n`;
const releases = (chart: string) => `releases:\n  - name: redis\n    chart: ${chart}\n    values: [a.yaml]\n`;
const anApi: Files = {
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
  'charts/api/templates/s.yaml': aManifest('Service', ''),
};

describe('le fichier d’un outil est connu à ce qu’il contient, quel que soit son nom', () => {
  const away = skaffold('"https://exemple.fr/a.yaml"');

  it.each<readonly [string, Files]>([
    ['skaffold-test.yaml', { 'skaffold-test.yaml': away }],
    ['skaffold.env.prod.yaml', { 'skaffold.env.prod.yaml': away }],
    ['mon-skaffold.yaml', { 'mon-skaffold.yaml': away }],
    ['Skaffold, parmi ce qui est déployé', { 'deploy/pipeline.yaml': away }],
    ['DevSpace', { 'deploy/dev.yaml': 'version: v2beta1\nname: a\ndeployments:\n  app:\n    helm:\n      values: {}\n' }],
    ['helmfile-prod.yaml', { 'helmfile-prod.yaml': releases('bitnami/redis') }],
    ['helmfile.prod.yaml.gotmpl', { 'helmfile.prod.yaml.gotmpl': releases('bitnami/redis') }],
    ['Helmfile, parmi ce qui est déployé', { 'deploy/prod.yaml': releases('bitnami/redis') }],
    ['Helmfile, qui donne des valeurs à un chart du dépôt', { 'deploy/prod.yaml': releases('../charts/api'), ...anApi }],
    ['Werf', { 'werf-prod.yaml': 'project: a\nconfigVersion: 1\n' }],
    ['Werf, par son propre nom', { 'werf.yaml': 'project: a\nconfigVersion: 1\n' }],
    [
      'un helmfile, qu’un autre nomme',
      { 'helmfile.yaml': 'helmfiles:\n  - path: apps/web.yaml\n', 'apps/web.yaml': releases('../charts/api'), ...anApi },
    ],
    [
      'un helmfile, parmi ceux d’un dossier qu’un autre nomme',
      { 'helmfile.yaml': 'helmfiles: ["apps/*.yaml"]\n', 'apps/web.yaml': releases('../charts/api'), ...anApi },
    ],
    ['un helmfile, base d’un autre', { 'helmfile.yaml': 'bases: [base/web.yaml]\n', 'base/web.yaml': releases('../charts/api'), ...anApi }],
  ])('%s', (_, files) => {
    expect(doubts(files)).toHaveLength(1);
  });

  it.each<readonly [string, Files]>([
    ['Skaffold, ce qui est lu', { 'deploy/pipeline.yaml': skaffold('k8s/*.yaml') }],
    ['Skaffold d’un poste de travail', { 'skaffold-local.yaml': away }],
    ['des versions publiées', { 'releases.yaml': 'releases:\n  - name: a\n    version: 1.0.0\n' }],
    ['Helmfile, d’un chart du dépôt tel quel', { 'deploy/prod.yaml': 'releases:\n  - name: a\n    chart: ../charts/api\n', ...anApi }],
    ['une version, sans rien déployer', { 'config.yaml': 'version: v2\nservices: {}\n' }],
    ['un workflow qui vérifie un helmfile', { '.github/workflows/helmfile-linter.yaml': 'on: push\njobs: {}\n' }],
    ['le verrou d’un helmfile', { 'helmfile.lock.yaml': 'version: 1\n' }],
  ])('%s ne cache rien', (_, files) => {
    expect(doubts(files)).toEqual([]);
  });

  it('un helmfile qu’un autre ne nomme que dans un commentaire n’est pas à lui', () => {
    const files = {
      'helmfile.yaml': '# apps/web.yaml\nreleases: [] # apps/web.yaml\n',
      'apps/web.yaml': releases('../charts/api'),
      ...anApi,
    };
    expect(doubts(files)).toEqual(['?helmfile.yaml:1', '?apps/web.yaml:3']);
  });
});
