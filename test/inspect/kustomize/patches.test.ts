import { expect, it } from 'vitest';
import type { RuleName } from '../../../src/config/checks-schema.ts';
import { aDeployment, judge } from '../rules/cases.ts';
import { followed, type PatchCase, refused } from './patch-cases.ts';

const rules: readonly RuleName[] = ['disallow-hostpath', 'image-pull-policy', 'openshift-scc', 'need-liveness-readiness'];

function told([, overlay, more = {}]: PatchCase): readonly string[] {
  const resources = overlay.startsWith('resources:') ? '' : 'resources: [../base]\n';
  const files = {
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': aDeployment(),
    'prod/kustomization.yaml': `${resources}${overlay}`,
    ...more,
  };
  return [...new Set(rules.map((rule) => judge(rule, files).outcome))];
}

it.each(followed.map((one) => ({ title: one[0], one })))('ce que Kustomize assemble n’est pas un doute : $title', ({ one }) => {
  expect(told(one).filter((outcome) => outcome === 'undetermined')).toEqual([]);
});

it.each(refused.map((one) => ({ title: one[0], one })))('ce que Kustomize refuse en est un : $title', ({ one }) => {
  expect(told(one)).toEqual(['undetermined']);
});

it('un nom entre deux, que l’objet ne porte plus, ne fait pas de la cible ce qu’elle change', () => {
  const files = {
    'base/kustomization.yaml': 'namePrefix: a-\nresources: [a.yaml]\n',
    'base/a.yaml': aDeployment(),
    'milieu/kustomization.yaml': 'namePrefix: b-\nresources: [../base]\n',
    'prod/kustomization.yaml':
      'resources: [../milieu]\npatches:\n  - target: { kind: Deployment, name: a-api }\n    patch: |\n      - { op: replace, path: /spec/template/spec/containers/0/image, value: "quay.io/e/a:latest" }\n',
  };
  expect(judge('disallow-latest', files).outcome).toBe('conforming');
});

it.each(['${PODS}', '$(PODS)'])('un nombre de pods encore à remplacer, %s, n’est pas un refus', (count) => {
  const one: PatchCase = ['', `replicas: [{ name: api, count: "${count}" }]\n`];
  expect(told(one)).not.toContain('undetermined');
});

it('un composant que rien n’emploie ici nomme les objets d’un autre dépôt', () => {
  const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: autre }\nspec: { paused: true }\n';
  const files = {
    'c/kustomization.yaml': 'kind: Component\nresources: [a.yaml]\npatches: [{ path: p.yaml }]\n',
    'c/a.yaml': aDeployment(),
    'c/p.yaml': patch,
  };
  expect(judge('disallow-hostpath', files).findings).toEqual([]);
});

it('un correctif d’une définition de genre, qui n’est pas lue, n’est pas un doute', () => {
  const files = {
    'k/kustomization.yaml': 'resources: [crd/a.yaml, a.yaml]\npatches: [{ path: p.yaml }]\n',
    'k/crd/a.yaml': null,
    'k/a.yaml': aDeployment(),
    'k/p.yaml':
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.b.fr }\nspec: { preserveUnknownFields: false }\n',
  };
  expect(judge('disallow-hostpath', files).outcome).toBe('conforming');
});

it('ni celui d’un modèle d’OpenShift, dont les objets seuls sont gardés', () => {
  const files = {
    'k/kustomization.yaml': 'resources: [t.yaml, a.yaml]\npatches: [{ path: p.yaml }]\n',
    'k/t.yaml': 'apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: { name: t }\nobjects: []\n',
    'k/a.yaml': aDeployment(),
    'k/p.yaml': 'apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: { name: t }\nmessage: bonjour\n',
  };
  expect(judge('disallow-hostpath', files).outcome).toBe('conforming');
});

it('ce qui n’est pas vu est dit une fois, sans les correctifs qui le nomment', () => {
  const { findings } = judge('disallow-hostpath', {
    'k/kustomization.yaml':
      'resources: [a.yaml, https://github.com/a/b?ref=v1]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: b }\n      spec: { paused: true }\n',
    'k/a.yaml': aDeployment(),
  });
  expect(findings).toEqual(['?k/kustomization.yaml:1']);
});

it('des copies qui doublent un objet s’arrêtent', () => {
  const doubling = Array.from({ length: 40 }, (_, index) => `op: copy, from: /metadata, path: /metadata/a${index}`);
  const overlay = `patches:\n  - target: { kind: Deployment }\n    patch: |\n${doubling.map((one) => `      - { ${one} }\n`).join('')}`;
  expect(told(['', overlay])).toEqual(['conforming']);
});
