import { describe, expect, it } from 'vitest';
import { aDeployment, check, judge } from '../rules/cases.ts';
import { ruleOutcome } from '../../../src/dossier/checks/rules.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import { inspect } from '../../../src/inspect/inspect.ts';

const incomplete = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  template:
    spec:
      volumes: [{ name: noeud, hostPath: { path: / } }]
      containers: [{ name: api, image: api }]
`;

describe('un objet incomplet, que rien n’utilise', () => {
  it('n’est pas jugé, et le rapport le dit au lieu de se taire', () => {
    const files = [{ path: 'k8s/deployment.yaml', text: incomplete }];
    const { rules } = inspect({ paths: ['k8s/deployment.yaml'], files, unread: [] });
    const hostPath = rules.find(({ rule }) => rule === 'disallow-hostpath');
    expect(hostPath && ruleOutcome(hostPath)).toBe('undetermined');
    expect(hostPath?.findings.map(({ because, place }) => [sentenceText(because), place?.line])).toEqual([
      [expect.stringContaining('« Deployment api » n’est pas complet'), 1],
    ]);
  });
});

describe('un manifeste mal écrit n’est jamais passé sous silence', () => {
  const good = aDeployment();
  const others = (text: string) => check({ 'k8s/e.yaml': text }).rules.find(({ rule }) => rule === 'disallow-hostpath');

  it.each([
    ['apiVersion sans deux-points', aDeployment(['apiVersion:', 'apiVersion']), '!'],
    ['kind sans deux-points', aDeployment(['kind:', 'kind']), '!'],
    ['un alias que rien n’annonce', `${good.replace(/^apiVersion.*\n/, '')}autre: *absent\n`, '!'],
  ])('%s : illisible, et toutes les règles en doutent', (_, text, sign) => {
    expect(judge('readable-yaml', { 'k8s/e.yaml': text }).findings).toEqual([expect.stringMatching(`^${sign}k8s/e.yaml:\\d+$`)]);
    const result = others(text);
    expect(result && ruleOutcome(result)).toBe('undetermined');
  });

  it.each([
    ['sans apiVersion', good.replace(/^apiVersion.*\n/, '')],
    ['apiversion', aDeployment(['apiVersion:', 'apiversion:'])],
  ])('%s : un doute, qui le nomme', (_, text) => {
    const result = others(text);
    expect(result && ruleOutcome(result)).toBe('undetermined');
    expect(result?.findings.map(({ because }) => sentenceText(because))).toEqual([
      expect.stringContaining('« Deployment api » n’a pas de champ « apiVersion »'),
    ]);
  });

  it.each([
    ['une autre sorte d’objet', 'kind: pipeline\ntype: docker\nsteps: []\n'],
    ['un réglage qui parle d’objets', 'watch:\n  kind: Deployment\n  name: api\n'],
    ['un autre fichier illisible', 'a: [1\nb: *x\n'],
    ['des valeurs qui disent un genre', 'kind: Deployment\nreplicaCount: 2\nimage: { repository: x }\n'],
  ])('%s : rien à en dire', (_, text) => {
    expect(judge('readable-yaml', { 'config/e.yaml': text }).outcome).toBe('not-applicable');
  });

  it('des valeurs qui disent un genre ne cachent rien', () => {
    const values = 'kind: Deployment\nreplicaCount: 2\nimage: { repository: x }\n';
    expect(judge('disallow-hostpath', { 'k8s/a.yaml': good, 'deploy/monapp.yaml': values }).outcome).toBe('conforming');
  });

  it.each([
    ['seul dans son fichier', ''],
    ['après un autre', `${good}---\n`],
  ])('l’objet sans version qu’une kustomization assemble est dit, une fois : %s', (_, before) => {
    const { rules } = check({
      'k/base/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n',
      'k/base/a.yaml': aDeployment(['name: api', 'name: autre']),
      'k/base/b.yaml': `${before}kind: Service\nmetadata: { name: s }\nspec: { type: NodePort }\n`,
      'k/overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
      'k/overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
    });
    const result = rules.find(({ rule }) => rule === 'restrict-nodeport');
    expect(result && ruleOutcome(result)).toBe('undetermined');
    expect(result?.findings.map(({ because }) => sentenceText(because))).toEqual([
      expect.stringContaining('« Service s » n’a pas de champ « apiVersion »'),
    ]);
  });

  it('le correctif qu’une kustomization nomme n’a pas à dire sa version', () => {
    const files = {
      'k8s/kustomization.yaml': 'resources: [deployment.yaml]\npatches: [{ path: correctif.yaml, target: { kind: Deployment } }]\n',
      'k8s/deployment.yaml': good,
      'k8s/correctif.yaml': 'kind: Deployment\nmetadata: { name: api }\nspec: { replicas: 3 }\n',
    };
    expect(judge('disallow-hostpath', files).outcome).toBe('conforming');
  });
});

describe('un objet dans un fichier nommé comme un morceau de pipeline', () => {
  const latest = aDeployment([':1.4.0', ':latest']);

  it.each(['k8s/app.gitlab-ci.yaml', 'app.gitlab-ci.yaml'])('%s : jugé', (path) => {
    expect(judge('disallow-latest', { [path]: latest }).outcome).toBe('violation');
  });

  it('parmi les gabarits d’un chart : jugé', () => {
    const chart = { 'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n' };
    expect(judge('disallow-latest', { ...chart, 'chart/templates/x.gitlab-ci.yaml': latest }).outcome).toBe('violation');
  });
});
