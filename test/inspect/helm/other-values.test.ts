import { describe, expect, it } from 'vitest';
import { ruleOutcome } from '../../../src/dossier/checks/rules.ts';
import type { Rendering } from '../../../src/inspect/helm/rendering.ts';
import { environmentFiles } from '../../../src/inspect/helm/environments.ts';
import { check, type Files, judge } from '../rules/cases.ts';

const chart: Files = {
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
  'charts/api/templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec:\n  type: {{ .Values.type }}\n',
  'charts/api/values.yaml': 'type: NodePort\n',
};
const made = (values: string | null, text: string): Rendering => ({
  values,
  result: { kind: 'rendered', leftOut: [], text: `---\n# Source: api/templates/a.yaml\n${text}` },
});
const nodePort = 'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec:\n  type: NodePort\n';
const ingress = (host: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: api }\nspec:\n  rules: [{ host: ${host}, http: { paths: [{ backend: { service: { name: api, port: { number: 80 } } } }] } }]\n`;
const rendered = (...renderings: readonly Rendering[]) => [{ chart: 'charts/api/Chart.yaml', renderings, clusters: [] }];
const argo = (helm: string, path = 'charts/api') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: api }\nspec: { source: { path: ${path}, helm: ${helm} } }\n`;

describe('un chart que le dépôt déploie avec d’autres valeurs que celles de ses fichiers', () => {
  it('rien ne lui en donne d’autres : ce que ses valeurs produisent est jugé', () => {
    expect(judge('restrict-nodeport', chart, rendered(made(null, nodePort))).findings).toEqual(['!charts/api/templates/a.yaml:5']);
  });

  it.each<readonly [string, Files]>([
    ['un helmfile à la racine', { 'helmfile.yaml': null }],
    ['un helmfile à côté des charts', { 'charts/helmfile.yaml.gotmpl': null }],
    ['un dossier helmfile.d', { 'helmfile.d/prod.yaml': null }],
    ['une Application d’Argo CD et ses valeurs', { 'argocd/api.yaml': argo('{ valuesObject: { type: ClusterIP } }') }],
    [
      'une Application et ses paramètres',
      { 'argocd/api.yaml': argo('{ parameters: [{ name: type, value: ClusterIP }] }', './charts/api') },
    ],
    ['une Application nommée comme un réglage de Spring', { 'application.yaml': argo('{ values: "type: ClusterIP" }') }],
    [
      'un ApplicationSet',
      {
        'argocd/a.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: a }\nspec: { template: { spec: { sources: [{ path: charts/api, helm: { values: "a: 1" } }] } } }\n',
      },
    ],
    [
      'une HelmRelease de Flux',
      {
        'flux/a.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\nspec: { chart: { spec: { chart: ./charts/api } }, values: { type: ClusterIP } }\n',
      },
    ],
  ])('%s : ce que values.yaml seul produit est un doute', (_, files) => {
    const { outcome, findings, because } = judge('restrict-nodeport', { ...chart, ...files }, rendered(made(null, nodePort)));
    expect([outcome, findings.includes('?charts/api/templates/a.yaml:5')]).toEqual(['undetermined', true]);
    expect(because.join('\n')).toContain('s’il est déployé ainsi');
  });

  it.each<readonly [string, Files]>([
    ['un helmfile d’exemple', { 'examples/helmfile.yaml': null }],
    ['un helmfile d’un autre dossier', { 'autre/helmfile.yaml': null }],
    ['une Application d’un autre chart', { 'argocd/api.yaml': argo('{ values: "a: 1" }', 'charts/autre') }],
    ['une Application sans valeurs', { 'argocd/api.yaml': argo('{ releaseName: api }') }],
  ])('%s n’y change rien', (_, files) => {
    expect(judge('restrict-nodeport', { ...chart, ...files }, rendered(made(null, nodePort))).findings).toContain(
      '!charts/api/templates/a.yaml:5',
    );
  });

  it('ce que les valeurs d’un environnement produisent aussi reste une infraction', () => {
    const files = { ...chart, 'helmfile.yaml': null, 'charts/api/values-prod.yaml': 'a: 1\n' };
    const { findings } = judge('restrict-nodeport', files, rendered(made(null, nodePort), made('charts/api/values-prod.yaml', nodePort)));
    expect(findings).toContain('!charts/api/templates/a.yaml:5');
  });
});

describe('la machine d’un exemple dans un fichier de valeurs', () => {
  it.each<readonly [string, string]>([
    ['charts/api/values-custom.yaml', '?'],
    ['charts/api/custom-values.yaml', '?'],
    ['charts/api/values-mon-equipe.yaml', '?'],
    ['charts/api/values-prod.yaml', '!'],
    ['charts/api/envs/recette/values.yaml', '!'],
  ])('%s : %s', (path, sign) => {
    const files = { ...chart, [path]: 'host: api.example.com\n' };
    expect(judge('placeholder-host', files, rendered(made(path, ingress('api.example.com')))).findings).toEqual([
      `${sign}charts/api/templates/a.yaml:4`,
    ]);
  });

  it('d’un fichier que quelqu’un a nommé lui-même est une infraction', () => {
    expect(judge('placeholder-host', chart, rendered(made('../mes-choix.yaml', ingress('api.example.com')))).findings).toEqual([
      '!charts/api/templates/a.yaml:4',
    ]);
  });
});

describe('les fichiers de valeurs d’un chart', () => {
  const search = (...paths: readonly string[]) => environmentFiles({ folder: 'helm', chartFolders: ['helm'], paths });

  it.each([
    ['d’un cluster de développeur', 'ci/kind/env/helm-values.dev.yaml'],
    ['d’un exemple', 'helm/examples/helmfile/values.grist.yaml'],
    ['d’un essai', 'helm/tests/values-dev.yaml'],
    ['pour essayer le chart', 'helm/test-values.yaml'],
  ])('%s ne sont pas ceux d’un environnement', (_, path) => {
    expect(search('helm/values/dev.yaml', path)).toEqual(['helm/values/dev.yaml']);
  });

  it('test-values.yaml est celui d’un environnement parmi d’autres nommés de même', () => {
    expect(search('helm/dev-values.yaml', 'helm/test-values.yaml')).toEqual(['helm/dev-values.yaml', 'helm/test-values.yaml']);
    expect(search('helm/values-test.yaml')).toEqual(['helm/values-test.yaml']);
  });

  it('d’un exemple ne sont pas à déclarer dans la console', () => {
    const { rules } = check({ ...chart, 'charts/api/examples/values-dev.yaml': 'a: 1\n' });
    const found = rules.find(({ rule }) => rule === 'values-files');
    expect(found === undefined ? null : [ruleOutcome(found), found.findings]).toEqual(['conforming', []]);
  });
});

describe('les valeurs d’un environnement nommé comme un essai', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'dans le chart, dont le dossier est d’environnements',
      'environments',
      ['environments/prod/values.yaml', 'environments/test/values.yaml'],
    ],
    ['à côté du chart, parmi des environnements', 'environments/chart', ['environments/test/values.yaml']],
    ['dans un chart d’un dossier overlays', 'deploy/overlays', ['deploy/overlays/prod/values.yaml', 'deploy/overlays/test/values.yaml']],
    ['dans la documentation de ce qui est déployé', 'k8s/chart', ['k8s/docs/values-prod.yaml']],
    ['à côté de ceux d’autres environnements', 'k8s/chart', ['k8s/prod/values-prod.yaml', 'k8s/test/values-test.yaml']],
    ['dans un chart d’un dossier d’essais', 'tests/chart', ['tests/chart/values-prod.yaml']],
  ])('%s, sont trouvées', (_, folder, values) => {
    const paths = [`${folder}/Chart.yaml`, `${folder}/templates/a.yaml`, ...values];
    expect(environmentFiles({ folder, chartFolders: [folder], paths })).toEqual(values);
  });

  it('dans un dossier d’essais du chart, ne le sont pas', () => {
    const paths = ['k8s/chart/Chart.yaml', 'k8s/chart/tests/values-dev.yaml', 'k8s/chart/examples/values-prod.yaml'];
    expect(environmentFiles({ folder: 'k8s/chart', chartFolders: ['k8s/chart'], paths })).toEqual([]);
  });
});
