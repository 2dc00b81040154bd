import { describe, expect, it } from 'vitest';
import type { Files } from '../inspect/rules/cases.ts';
import { chart, judged, typed } from './judged.ts';

const own = 'https://github.com/org/infra.git';
const application = (spec: string, kind = 'Application') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: api }\nspec: ${spec}\n`;
/** An Application of the chart, with what it gives to Helm. */
const app = (helm: string, more = '') => application(`{ source: { repoURL: "${own}", path: c, helm: ${helm}${more} } }`);
const set = (generators: string, source: string) =>
  application(
    `{ generators: [${generators}], template: { metadata: { name: "api-{{env}}" }, spec: { source: { repoURL: "${own}", ${source} } } } }`,
    'ApplicationSet',
  );

/** A chart whose port a value decides, ClusterIP by its own values, and the object that deploys it. */
const said = (object: string, more: Files = {}, repository: string | null = 'org/infra') =>
  judged('restrict-nodeport', chart({ 'a.yaml': typed }, { 'c/values.yaml': 'type: ClusterIP\n', 'argocd/x.yaml': object, ...more }), {
    repository,
  });

const bad: Files = {
  'c/accolades.yaml': 'regle: "{{ request.object }}"\n',
  'c/bad.yaml': 'type: NodePort\n',
  'envs/bad.yaml': 'type: NodePort\n',
  'c/good.yaml': 'type: ClusterIP\n',
};

describe('avec Helm, une Application d’Argo CD donne à un chart du dépôt les valeurs de ce qu’elle déploie', () => {
  it.each<readonly [string, string, 'violation' | 'conforming']>([
    ['aucune', application(`{ source: { repoURL: "${own}", path: c } }`), 'conforming'],
    ['valuesObject', app('{ valuesObject: { type: NodePort } }'), 'violation'],
    ['values', app('{ values: "type: NodePort" }'), 'violation'],
    ['values, et valuesObject qui l’emporte', app('{ values: "type: NodePort", valuesObject: { type: ClusterIP } }'), 'conforming'],
    ['un fichier', app('{ valueFiles: [bad.yaml] }'), 'violation'],
    ['le dernier fichier gagne', app('{ valueFiles: [bad.yaml, ./good.yaml] }'), 'conforming'],
    ['un fichier, depuis la racine', app('{ valueFiles: [/envs/bad.yaml] }'), 'violation'],
    ['un fichier d’un autre dossier', app('{ valueFiles: [../envs/bad.yaml] }'), 'violation'],
    ['les valeurs l’emportent sur les fichiers', app('{ valueFiles: [bad.yaml], values: "type: ClusterIP" }'), 'conforming'],
    [
      'les paramètres l’emportent sur tout',
      app('{ valuesObject: { type: ClusterIP }, parameters: [{ name: type, value: NodePort }] }'),
      'violation',
    ],
    ['un fichier dont une valeur a des accolades', app('{ valueFiles: [bad.yaml, accolades.yaml] }'), 'violation'],
    ['un fichier absent qu’elle admet', app('{ ignoreMissingValueFiles: true, valueFiles: [absent.yaml, bad.yaml] }'), 'violation'],
    [
      'un fichier d’une autre source du même dépôt',
      application(`{ sources: [{ repoURL: "${own}", path: c, helm: { valueFiles: [$v/envs/bad.yaml] } }, { repoURL: "${own}", ref: v }] }`),
      'violation',
    ],
    [
      'un ApplicationSet, par liste',
      set('{ list: { elements: [{ env: good }, { env: bad }] } }', 'path: c, helm: { valueFiles: ["{{env}}.yaml"] }'),
      'violation',
    ],
    [
      'un ApplicationSet, en gabarits de Go',
      set(
        '{ list: { elements: [{ env: bad, type: ClusterIP }] } }',
        'path: c, helm: { parameters: [{ name: type, value: "{{ .type }}" }] }',
      ),
      'conforming',
    ],
    [
      'un ApplicationSet, par dossier',
      set(
        `{ git: { repoURL: "${own}", revision: HEAD, directories: [{ path: "*" }, { path: argocd, exclude: true }, { path: envs, exclude: true }] } }`,
        'path: "{{path}}", helm: { values: "type: NodePort" }',
      ),
      'violation',
    ],
    ['un ApplicationSet, par cluster', set('{ clusters: {} }', 'path: c, helm: { valueFiles: [bad.yaml] }'), 'violation'],
  ])('%s', async (_, object, outcome) => {
    const { outcome: judgedSo, told } = await said(object, bad);
    expect([judgedSo, told.filter((line) => line.includes('n’a pas été lu'))]).toEqual([outcome, []]);
  });

  it('le constat dit l’Application, et la ligne où la valeur est écrite', async () => {
    const object = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: api-prod }\nspec:\n  source:\n    repoURL: ${own}\n    path: c\n    helm:\n      values: |\n        # un commentaire\n        type: NodePort\n`;
    const { told } = await said(object);
    expect(told).toEqual([expect.stringContaining('(valeur écrite dans « argocd/x.yaml:11 ») (avec « argocd/x.yaml (api-prod) »)')]);
  });

  it('un nom de livraison et un espace de noms', async () => {
    const object = application(
      `{ destination: { namespace: prod }, source: { repoURL: "${own}", path: c, helm: { releaseName: front } } }`,
    );
    const text = typed.replace(
      '{{ .Values.type | quote }}',
      '{{ if and (eq .Release.Name "front") (eq .Release.Namespace "prod") }}NodePort{{ end }}',
    );
    const { outcome } = await judged('restrict-nodeport', chart({ 'a.yaml': text }, { 'argocd/x.yaml': object }), {
      repository: 'org/infra',
    });
    expect(outcome).toBe('violation');
  });

  it('l’Application que complète une kustomization', async () => {
    const more = {
      'argocd/kustomization.yaml':
        'resources: [x.yaml]\npatches:\n  - target: { kind: Application }\n    patch: |\n      - { op: replace, path: /spec/source/helm/values, value: "type: NodePort" }\n',
    };
    expect((await said(app('{ values: "type: ClusterIP" }'), more)).outcome).toBe('violation');
  });
});

describe('ce que l’Application donne et qui n’est pas suivi reste un doute', () => {
  it.each<readonly [string, string]>([
    [
      'un fichier d’un autre dépôt',
      application(
        `{ sources: [{ repoURL: "${own}", path: c, helm: { valueFiles: [$v/x.yaml] } }, { repoURL: "https://github.com/org/autre", ref: v }] }`,
      ),
    ],
    ['un fichier qui n’est pas là', app('{ valueFiles: [absent.yaml] }')],
    ['une adresse', app('{ valueFiles: ["https://exemple.fr/v.yaml"] }')],
    ['un fichier d’un nom qui n’est celui d’aucune source', app('{ valueFiles: ["$v/envs/bad.yaml"] }')],
    ['un paramètre d’une liste', app('{ parameters: [{ name: "a[0]", value: x }] }')],
    ['un fichier versé dans une valeur', app('{ fileParameters: [{ name: a, path: x }] }')],
    ['une autre version de Kubernetes', app('{ kubeVersion: "1.20" }')],
    ['une autre branche', app('{}', ', targetRevision: v1')],
    ['un mot qu’aucun générateur suivi ne donne', set('{ clusters: {} }', 'path: c, helm: { values: "type: {{type}}" }')],
    ['un dossier que seul un gabarit donne', set('{ clusters: {} }', 'path: "{{dossier}}"')],
  ])('%s', async (_, object) => {
    const { outcome, told } = await said(object, bad);
    expect([outcome, told.some((line) => line.includes('n’a pas été lu'))]).toEqual(['undetermined', true]);
  });

  it('le dépôt n’est pas connu', async () => {
    expect((await said(app('{ values: "type: NodePort" }'), {}, null)).outcome).toBe('undetermined');
  });

  it('une source connue et une autre qui ne l’est pas : ce que la première enfreint est dit', async () => {
    const object = application(
      `{ sources: [{ repoURL: "${own}", path: c, helm: { values: "type: NodePort" } }, { repoURL: "https://github.com/org/autre", path: k8s }] }`,
    );
    expect((await said(object)).outcome).toBe('violation');
  });

  it('des fichiers de valeurs d’un autre dépôt : ce que values.yaml seul enfreint n’est qu’un doute', async () => {
    const object = application(
      `{ sources: [{ repoURL: "${own}", path: c, helm: { valueFiles: [$v/x.yaml] } }, { repoURL: "https://github.com/org/autre", ref: v }] }`,
    );
    const { outcome, told } = await said(object, { 'c/values.yaml': 'type: NodePort\n' });
    expect([outcome, told.some((line) => line.includes('s’il est déployé ainsi'))]).toEqual(['undetermined', true]);
  });

  it('un chart d’ailleurs, nommé avec sa version, reste le doute de tous', async () => {
    const object = application('{ source: { repoURL: "https://charts.exemple.org", chart: redis, targetRevision: 1.2.3 } }');
    expect((await said(object)).outcome).toBe('undetermined');
  });
});

describe('un chart qu’une kustomization calcule, et qu’un helmfile installe aussi', () => {
  const both = (values: string): Files => ({
    'k/kustomization.yaml': 'helmGlobals: { chartHome: .. }\nhelmCharts:\n  - name: c\n    valuesInline: { type: ClusterIP }\n',
    'helmfile.yaml': `environments:\n  prod:\n    values: [{ a: 1 }]\n---\nreleases:\n  - { name: api, chart: ./c, values: [{ type: ${values} }] }\n`,
  });

  it.each<readonly [string, 'violation' | 'conforming']>([
    ['NodePort', 'violation'],
    ['ClusterIP', 'conforming'],
  ])('chacun est jugé : le helmfile donne %s', async (values, outcome) => {
    const { outcome: judgedSo, told } = await judged('restrict-nodeport', chart({ 'a.yaml': typed }, both(values)));
    expect([judgedSo, told.every((line) => line.includes('(avec « helmfile.yaml (prod) »)') || !line.includes('avec'))]).toEqual([
      outcome,
      true,
    ]);
  });

  it('ce que la kustomization enfreint est dit de même', async () => {
    const tree = {
      ...both('ClusterIP'),
      'k/kustomization.yaml': 'helmGlobals: { chartHome: .. }\nhelmCharts:\n  - name: c\n    valuesInline: { type: NodePort }\n',
    };
    expect((await judged('restrict-nodeport', chart({ 'a.yaml': typed }, tree))).outcome).toBe('violation');
  });
});
