import { describe, expect, it } from 'vitest';
import type { Files } from '../rules/cases.ts';
import { chart, judged, made, service } from './judged-chart.ts';

describe('des valeurs qui n’ont pas été lues peuvent tout changer : rien n’est reproché, et elles sont nommées', () => {
  const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:1\n';
  const needs = { 'c/Chart.yaml': 'name: c\ndependencies: [{ name: d, repository: "file://../d" }]\n' };
  const other = { 'd/Chart.yaml': 'name: d\ntype: library\n', 'd/templates/_a.tpl': '' };
  it.each<readonly [string, Files, string]>([
    ['celles du chart', { 'c/values.yaml': null }, 'c/values.yaml:1 ce fichier de valeurs n’a pas été lu'],
    ['un renvoi de Git LFS', { 'c/values.yaml': lfs }, 'c/values.yaml:1 ce fichier de valeurs n’a pas été lu'],
    [
      'celles qu’ont en commun les environnements',
      { 'c/values.yaml': 'a: 1', 'c/values-common.yaml': null, 'c/values-dev.yaml': 'a: 1' },
      'c/values-common.yaml:1 ce fichier de valeurs n’a pas été lu',
    ],
    [
      'celles d’un chart qu’il contient',
      { 'c/charts/r/values.yaml': null },
      'c/charts/r/values.yaml:1 ce fichier de valeurs n’a pas été lu',
    ],
    [
      'celles d’un chart du dépôt dont il dépend',
      { ...needs, ...other, 'd/values.yaml': null },
      'd/values.yaml:1 ce fichier de valeurs n’a pas été lu',
    ],
    ['celles d’un environnement', { 'c/values-prod.yaml': null }, 'c/values-prod.yaml:1 ce fichier du chart n’a pas été lu'],
  ])('%s', (_, more, doubt) => {
    const dev = 'c/values-dev.yaml' in more ? [made(service('NodePort'), 'c/values-dev.yaml')] : [];
    const { outcome, told } = judged('restrict-nodeport', { ...chart, ...more }, made(service('NodePort')), ...dev);
    expect([outcome, told.join('\n')]).toEqual(['undetermined', expect.stringContaining(doubt)]);
  });

  it('ce qu’un environnement lu produit est jugé quand même', () => {
    const files = { ...chart, 'c/values.yaml': 'a: 1', 'c/values-dev.yaml': 'a: 1', 'c/values-prod.yaml': null };
    const dev = made(service('NodePort'), 'c/values-dev.yaml');
    const { outcome, told } = judged('restrict-nodeport', files, made(service('ClusterIP')), dev);
    expect([outcome, told.join('\n')]).toEqual(['violation', expect.stringContaining('(avec « c/values-dev.yaml »)')]);
  });
});
