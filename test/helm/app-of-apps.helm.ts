import { describe, expect, it } from 'vitest';
import type { Files } from '../inspect/rules/cases.ts';
import { chart, judged, typed } from './judged.ts';

const own = 'https://github.com/org/infra.git';

/** A template that writes an application of a chart of the repository, with what it gives to Helm. */
const app = (name: string, path: string, helm: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name} }\nspec:\n  source: { repoURL: "${own}", path: ${path}, helm: ${helm} }\n`;

const root = (name: string, templates: Files, values = ''): Files => ({
  [`${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
  [`${name}/values.yaml`]: values,
  ...Object.fromEntries(Object.entries(templates).map(([file, text]) => [`${name}/templates/${file}`, text])),
});

/** What is said of the ports of a chart, ClusterIP by its own values, and of what deploys it. */
const said = (...more: readonly Files[]) =>
  judged('restrict-nodeport', chart({ 'a.yaml': typed }, Object.assign({ 'c/values.yaml': 'type: ClusterIP\n' }, ...more)), {
    repository: 'org/infra',
  });

const given = (values: string, more: Files = {}): readonly Files[] => [
  root('r', { 'app.yaml': app('api', 'c', '{ valuesObject: { type: "{{ .Values.kind }}" } }') }, values),
  more,
];

describe('avec Helm, l’application qu’un chart du dépôt produit donne ses valeurs au chart qu’elle déploie', () => {
  it('ce qu’elle donne décide, et le constat le dit', async () => {
    const { outcome, told } = await said(...given('kind: NodePort\n'));
    expect([outcome, told]).toEqual(['violation', [expect.stringContaining('(avec « r/templates/app.yaml (api) »)')]]);
  });

  it('tout est vu : conforme', async () => {
    expect(await said(...given('kind: ClusterIP\n'))).toEqual({ outcome: 'conforming', told: [] });
  });

  it('un environnement du premier chart : les valeurs qu’il donne sont déployées', async () => {
    const { outcome, told } = await said(...given('kind: ClusterIP\n', { 'r/values-prod.yaml': 'kind: NodePort\n' }));
    expect([outcome, told]).toEqual(['violation', [expect.stringContaining('r/values-prod.yaml')]]);
  });

  it('les valeurs propres du premier chart, qui a des environnements : un doute', async () => {
    const { outcome, told } = await said(...given('kind: NodePort\n', { 'r/values-prod.yaml': 'kind: ClusterIP\n' }));
    expect([outcome, told]).toEqual(['undetermined', [expect.stringContaining('s’il est déployé ainsi')]]);
  });

  it.each([
    ['du dépôt', '{ values: "kind: ClusterIP" }'],
    ['d’ailleurs', '{ valueFiles: [$ailleurs/v.yaml] }'],
  ])('un premier chart qu’une application, qui n’apparaît qu’ensuite, déploie avec des valeurs %s : un doute', async (_, helm) => {
    const { outcome, told } = await said(
      ...given('kind: NodePort\n'),
      root('s', { 'app.yaml': `{{ if .Values.oui }}\n${app('deux', 'r', helm)}{{ end }}\n` }),
      root('t', { 'app.yaml': app('trois', 's', '{ values: "oui: true" }') }),
    );
    expect([outcome, told]).toEqual(['undetermined', expect.arrayContaining([expect.stringContaining('s’il est déployé ainsi')])]);
  });

  it('un ApplicationSet par dossiers du dépôt, que le chart produit', async () => {
    const set = `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: tout }\nspec:\n  goTemplate: true\n  generators:\n    - git: { repoURL: "{{ .Values.url }}", revision: main, directories: [{ path: "c*" }, { path: "socle/*" }] }\n  template:\n    metadata: { name: {{"\\"{{ .path.basename }}\\"" }} }\n    spec:\n      source: { repoURL: "{{ .Values.url }}", path: {{"\\"{{ .path.path }}\\""}}, helm: { values: "type: NodePort" } }\n`;
    const tree = { ...root('r', { 'set.yaml': set.replace('{ path: "c*" }, ', '') }, `url: ${own}\n`) };
    const socle = Object.fromEntries(
      Object.entries(root('a', { 'a.yaml': typed }, 'type: ClusterIP\n')).map(([path, text]) => [`socle/${path}`, text]),
    );
    const { outcome, told } = await said(tree, socle);
    expect([outcome, told]).toEqual(['violation', [expect.stringContaining('(avec « r/templates/set.yaml (a) »)')]]);
  });

  it('une application qui en déploie une autre, qui en déploie une troisième', async () => {
    const { outcome } = await said(
      root('r', { 'app.yaml': app('deux', 's', '{ values: "kind: NodePort" }') }),
      root('s', { 'app.yaml': app('api', 'c', '{ values: "type: {{ .Values.kind }}" }') }, 'kind: ClusterIP\n'),
    );
    expect(outcome).toBe('violation');
  });

  it('une suite trop longue : ce qui n’est pas suivi reste un doute', async () => {
    const next = (name: string, to: string) =>
      root(name, { 'app.yaml': app(to, to, '{ values: "rang: {{ add 1 .Values.rang }}" }') }, 'rang: 0\n');
    const last = root(
      'z',
      { 'app.yaml': app('api', 'c', '{ values: "type: {{ if gt (int .Values.rang) 3 }}NodePort{{ else }}ClusterIP{{ end }}" }') },
      'rang: 0\n',
    );
    const { outcome } = await said(next('r', 's'), next('s', 't'), next('t', 'u'), next('u', 'v'), next('v', 'z'), last);
    expect(outcome).not.toBe('conforming');
  });

  it('un chart qui s’installe lui-même : le calcul a une fin, et le reste est un doute', async () => {
    const { outcome } = await said(
      root('r', { 'app.yaml': app('encore', 'r', '{ values: "rang: {{ add 1 .Values.rang }}" }') }, 'rang: 0\n'),
    );
    expect(outcome).toBe('undetermined');
  });

  it.each([
    ['un fichier d’un autre dépôt', app('api', 'c', '{ valueFiles: [$ailleurs/v.yaml] }')],
    ['un autre dépôt', app('api', 'c', '{}').replace('org/infra', 'org/autre')],
    ['une étiquette', app('api', 'c', '{}').replace('path: c', 'path: c, targetRevision: v1.0.0')],
  ])('%s : le doute de toujours', async (_, text) => {
    expect((await said(root('r', { 'app.yaml': text }))).outcome).toBe('undetermined');
  });

  it('deux calculs du premier chart qui donnent la même chose ne s’ajoutent pas', async () => {
    const { told } = await said(...given('kind: NodePort\n', { 'r/values-dev.yaml': 'a: 1\n', 'r/values-prod.yaml': 'a: 2\n' }));
    expect(told).toEqual([expect.stringContaining('(avec « r/templates/app.yaml (api) »)')]);
  });
});

describe('une même Application, que deux overlays complètent', () => {
  const overlay = (type: string) =>
    `resources: [../../base]\npatches:\n  - target: { kind: Application }\n    patch: |\n      - { op: replace, path: /spec/source/helm/values, value: "type: ${type}" }\n`;
  it.each([
    ['ClusterIP', 'NodePort'],
    ['NodePort', 'ClusterIP'],
  ])('chacun donne ses valeurs : %s, puis %s', async (dev, prod) => {
    const { outcome, told } = await said({
      'argocd/base/kustomization.yaml': 'resources: [x.yaml]\n',
      'argocd/base/x.yaml': app('api', 'c', '{ values: "" }'),
      'argocd/overlays/dev/kustomization.yaml': overlay(dev),
      'argocd/overlays/prod/kustomization.yaml': overlay(prod),
    });
    const by = dev === 'NodePort' ? 'dev' : 'prod';
    expect([outcome, told]).toEqual(['violation', [expect.stringContaining(`(api, argocd/overlays/${by})`)]]);
  });
});
