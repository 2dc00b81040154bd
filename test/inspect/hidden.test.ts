import { describe, expect, it } from 'vitest';
import type { RuleName } from '../../src/config/checks-schema.ts';
import { ruleNames } from '../../src/config/checks-schema.ts';
import { ruleOutcome } from '../../src/dossier/checks/rules.ts';
import { say } from '../../src/words/sentence.ts';
import { treeKinds } from '../../src/inspect/files/tree-kinds.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { aDeployment, aManifest, check, type Files, judge } from './rules/cases.ts';

/** The rules that look at objects. */
const onObjects = [
  'check-labels',
  'cm-no-credentials',
  'disallow-latest',
  'disallow-hostpath',
  'limit-size-pvc',
  'need-containers-ressources',
  'restrict-image-registry',
  'restrict-nodeport',
  'need-liveness-readiness',
  'linux-base',
  'rootless',
  'openshift-scc',
  'read-only-root-filesystem',
  'unprivileged-ports',
  'logs-on-stdout',
  'port-coherence',
  'placeholder-image',
  'placeholder-host',
  'registry-pull-secret',
  'image-pull-policy',
  'coherent-resources',
  'declared-resources',
] as const satisfies readonly RuleName[];

/** The rules that look at Dockerfiles. */
const onDockerfiles = [
  'linux-base',
  'rootless',
  'unprivileged-ports',
  'pinned-base-image',
  'base-image-registry',
  'no-secret-in-image',
  'logs-on-stdout',
] as const satisfies readonly RuleName[];

const clean: Files = {
  Dockerfile: 'FROM docker.io/library/node:22.1.0-bookworm-slim\nUSER 1000:1000\nEXPOSE 8080\n',
  '.gitlab-ci-dso.yml': 'stages: [build]\n',
  'k8s/a.yaml': aDeployment(),
};

function outcomes(files: Files, rules: readonly RuleName[]) {
  return Object.fromEntries(
    check(files)
      .rules.filter(({ rule }) => rules.includes(rule))
      .map((result) => [result.rule, ruleOutcome(result)]),
  );
}
const all = (rules: readonly RuleName[], outcome: string) => Object.fromEntries(rules.map((rule) => [rule, outcome]));
const aLibrary: Files = { 'lib/Chart.yaml': 'name: demo\ntype: library\n', 'lib/templates/_a.tpl': '' };
const custom = (apiVersion: string, kind: string, spec = 'spec: {}') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\n${spec}\n`;

describe('ce qui cache des objets rend indéterminée chaque règle sur les objets', () => {
  it('rien ne manque : aucun doute', () => {
    expect(Object.values(outcomes(clean, onObjects))).not.toContain('undetermined');
  });

  it.each<readonly [string, Files]>([
    [
      'un chart dont les gabarits ne sont pas lus',
      { 'helm/Chart.yaml': 'apiVersion: v2\nname: demo\n', 'helm/templates/deploy.yaml': null },
    ],
    ['un chart à exécuter', { 'helm/Chart.yaml': 'name: demo\n', 'helm/templates/deploy.yaml': 'a: {{ .Values.a }}\n' }],
    ['un chart sans gabarit', { 'helm/Chart.yaml': 'name: demo\n' }],
    [
      'un chart qui dépend d’un autre',
      { 'Chart.yaml': 'name: demo\ndependencies: [{ name: redis, version: 1.0.0 }]\n', 'templates/a.yaml': 'a: b\n' },
    ],
    ['une base d’ailleurs', { 'k/kustomization.yaml': 'resources: [https://github.com/a/b?ref=v1]\n' }],
    ['une base absente', { 'k/kustomization.yaml': 'resources: [gotk-components.yaml]\n' }],
    ['un générateur', { 'k/kustomization.yaml': 'helmCharts: [{ name: redis, repo: https://exemple.fr }]\n' }],
    ['un manifeste illisible', { 'k8s/b.yaml': 'apiVersion: v1\nkind: Service\nspec: [\n' }],
    ['une kustomization illisible', { 'k/kustomization.yaml': 'resources: [\n' }],
    ['un gabarit d’un autre outil', { 'k8s/b.yaml': 'apiVersion: v1\nkind: Service\n{{ if .x }}\nspec: {}\n{{ end }}\n' }],
    ['un manifeste qui n’a pas été lu', { 'k8s/b.yaml': null }],
    [
      'un objet incomplet',
      { 'k8s/b.yaml': 'apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: a }] } } }\n' },
    ],
    [
      'un objet sans conteneur',
      { 'k8s/b.yaml': 'apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { hostNetwork: true } } }\n' },
    ],
    [
      'un Job sans conteneur',
      { 'k8s/b.yaml': 'apiVersion: batch/v1\nkind: Job\nspec: { template: { spec: { restartPolicy: Never } } }\n' },
    ],
    ['un Pod vide', { 'k8s/b.yaml': 'apiVersion: v1\nkind: Pod\nspec: { containers: [] }\n' }],
    [
      'une Application Argo CD',
      {
        'argocd/a.yaml': custom(
          'argoproj.io/v1alpha1',
          'Application',
          'spec: { source: { chart: redis, helm: { values: "tag: latest" } } }',
        ),
      },
    ],
    ['un ApplicationSet', { 'argocd/a.yaml': custom('argoproj.io/v1alpha1', 'ApplicationSet') }],
    ['une HelmRelease de Flux', { 'flux/a.yaml': custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease') }],
    ['une Kustomization de Flux', { 'flux/a.yaml': custom('kustomize.toolkit.fluxcd.io/v1', 'Kustomization') }],
    ['un HelmChart de k3s', { 'k8s/b.yaml': custom('helm.cattle.io/v1', 'HelmChart') }],
    ['une Subscription, qui installe un opérateur', { 'k8s/b.yaml': custom('operators.coreos.com/v1alpha1', 'Subscription') }],
    ['un genre inconnu', { 'k8s/b.yaml': custom('exemple.gouv.fr/v1', 'Serveur') }],
    [
      'un objet que SOPS a chiffré en entier',
      { 'k8s/b.yaml': custom('ENC[AES256_GCM,data:a]', 'ENC[AES256_GCM,data:b]', 'spec: { template: {} }') },
    ],
    ['un Kafka de Strimzi', { 'k8s/b.yaml': custom('kafka.strimzi.io/v1beta2', 'Kafka') }],
    ['un Pooler de CloudNativePG', { 'k8s/b.yaml': custom('postgresql.cnpg.io/v1', 'Pooler') }],
    [
      'un objet d’un genre inconnu qu’un overlay assemble',
      { 'k/kustomization.yaml': 'resources: [a.yaml]\n', 'k/a.yaml': custom('exemple.gouv.fr/v1', 'Serveur') },
    ],
    ['un gabarit Jinja', { 'k8s/deployment.yaml.j2': null }],
    ['un gabarit d’un rôle d’Ansible', { 'roles/x/templates/deployment.yaml.j2': null }],
    ['du CUE', { 'deploy/app.cue': null }],
    ['du KCL', { 'k8s/main.k': null }],
    ['Garden', { 'api/garden.yml': null }],
    ['un helmfile', { 'helmfile.yaml': null }],
    ['du Jsonnet', { 'k8s/main.jsonnet': null }],
    ['kontinuous', { '.kontinuous/Chart.yaml': null, '.kontinuous/env/dev/templates/a.yaml': null }],
    ['kontinuous, sans chart', { '.kontinuous/env/prod/values.yaml': null }],
    ['werf', { 'werf.yaml': null, '.helm/templates/a.yaml': null }],
    ['Pulumi', { 'infra/Pulumi.yaml': null }],
    ['Score', { 'score.yaml': null }],
    ['un dossier helmfile.d', { 'helmfile.d/10-api.yaml': null }],
    ...['application.yaml', 'bootstrap.yaml', 'racine/application-prod.yml'].map((path): readonly [string, Files] => [
      `une Application Argo CD dans ${path}`,
      { [path]: custom('argoproj.io/v1alpha1', 'Application', 'spec: { source: { chart: redis } }') },
    ]),
    ['un renvoi de Git LFS', { 'k8s/b.yaml': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n' }],
    ['un lien symbolique', { 'k8s/b.yaml': '../ailleurs/b.yaml' }],
    ['un manifeste en UTF-16', { 'k8s/b.yaml': 'a\u0000p\u0000i\u0000' }],
    ['un sous-module', { '.gitmodules': null }],
    [
      'un objet d’un genre inconnu dans un gabarit',
      { 'c/Chart.yaml': 'name: c\n', 'c/templates/a.yaml': custom('exemple.gouv.fr/v1', 'Serveur') },
    ],
  ])('%s', (_, files) => {
    expect(outcomes({ ...clean, ...files }, onObjects)).toEqual(all(onObjects, 'undetermined'));
  });

  it.each<readonly [string, Files]>([
    ['un chart qui ne contient que des manifestes', { 'helm/Chart.yaml': 'name: demo\n', 'helm/templates/a.yaml': aDeployment() }],
    ['un chart de bibliothèque', { 'lib/Chart.yaml': 'name: demo\ntype: library\n', 'lib/templates/_a.tpl': null }],
    [
      'un Rollout qui prend ses pods à un Deployment',
      { 'k8s/b.yaml': custom('argoproj.io/v1alpha1', 'Rollout', 'spec: { workloadRef: { kind: Deployment, name: api } }') },
    ],
    ['un OperatorGroup', { 'k8s/b.yaml': custom('operators.coreos.com/v1', 'OperatorGroup') }],
    [
      'un secret que SOPS a chiffré en entier',
      { 'k8s/b.yaml': custom('ENC[AES256_GCM,data:a]', 'ENC[AES256_GCM,data:b]', 'stringData: { a: "ENC[c]" }') },
    ],
    [
      'un SopsSecret que SOPS a chiffré en entier',
      { 'k8s/b.yaml': custom('ENC[AES256_GCM,data:a]', 'ENC[AES256_GCM,data:b]', 'spec: { secretTemplates: [{ stringData: {} }] }') },
    ],
    ['un secret chiffré', { 'k8s/b.yaml': custom('isindir.github.com/v1alpha3', 'SopsSecret') }],
    ['un secret d’ailleurs', { 'k8s/b.yaml': custom('external-secrets.io/v1', 'ExternalSecret') }],
    ['un certificat', { 'k8s/b.yaml': custom('cert-manager.io/v1', 'Certificate') }],
    ['une Route', { 'k8s/b.yaml': custom('route.openshift.io/v1', 'Route') }],
    ['un profil de Linkerd', { 'k8s/b.yaml': custom('linkerd.io/v1alpha2', 'ServiceProfile') }],
    ['un secret monté par CSI', { 'k8s/b.yaml': custom('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass') }],
    ['une mesure de Flagger', { 'k8s/b.yaml': custom('flagger.app/v1beta1', 'MetricTemplate') }],
    ['les essais d’un opérateur', { 'config/scorecard/config.yaml': custom('scorecard.operatorframework.io/v1alpha3', 'Configuration') }],
    ['un ServiceMonitor', { 'k8s/b.yaml': custom('monitoring.coreos.com/v1', 'ServiceMonitor') }],
    ['une base de CloudNativePG et sa sauvegarde', { 'k8s/b.yaml': custom('postgresql.cnpg.io/v1', 'ScheduledBackup') }],
    ['les réglages d’un outil', { 'catalog-info.yaml': custom('backstage.io/v1alpha1', 'Component') }],
    ['un YAML qui n’est pas un objet', { 'deploiement/reglages.yaml': 'a: b\n' }],
    ['un chart d’exemple', { 'docs/exemples/chart/Chart.yaml': null }],
    ['un chart d’essai', { 'tests/e2e/chart/Chart.yaml': null }],
    ['une kustomization d’exemple', { 'examples/k8s/kustomization.yaml': null, 'examples/k8s/d.yaml': null }],
    ['des exemples en français', { 'exemples/k8s/deployment.yaml': null, 'essais/a.yaml': null, 'démonstration/b.yaml': null }],
    ['une chaîne de construction', { '.tekton/pipeline.yaml': null, '.github/workflows/deploy.yaml': null }],
    ['les réglages de Spring', { 'config/application.yml': 'spring: { main: { banner-mode: "off" } }\n' }],
    ['un gabarit que le chart emploie', { ...aLibrary, 'lib/files/regles.yaml.tpl': 'a: {{ .b }}\n' }],
    ['l’environnement de conda', { 'environment.yml': 'name: a\ndependencies: [python]\n' }],
    ['un cluster de développeur', { 'ci/kind/configs/traefik-values.yml': null, 'ci/kind/a.yaml': null }],
  ])('%s ne cache rien', (_, files) => {
    expect(Object.values(outcomes({ ...clean, ...files }, onObjects))).not.toContain('undetermined');
  });

  it.each(['chart/templates', 'infra'])('%s, un lien ou un sous-module dont rien n’a été lu', (path) => {
    const files = Object.entries(clean).flatMap(([name, text]) => (text === null ? [] : [{ path: name, text }]));
    const { rules } = inspect({ paths: Object.keys(clean), files, unread: [{ path, because: say`ailleurs` }] });
    const doubtful = rules.filter((result) => ruleOutcome(result) === 'undetermined').map(({ rule }) => rule);
    expect(doubtful).toEqual(expect.arrayContaining([...onObjects]));
  });

  it.each(['un trop grand manifeste', 'tout le dépôt'])('%s, que la lecture a laissé de côté', (what) => {
    const paths = what === 'tout le dépôt' ? '.' : 'k8s/b.yaml';
    const files = Object.entries(clean).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
    const { rules } = inspect({ paths: [...Object.keys(clean), 'k8s/b.yaml'], files, unread: [{ path: paths, because: say`trop grand` }] });
    const doubtful = rules.filter((result) => ruleOutcome(result) === 'undetermined').map(({ rule }) => rule);
    expect(doubtful).toEqual(expect.arrayContaining([...onObjects]));
  });
});

describe('ce qui cache des Dockerfiles rend indéterminée chaque règle sur les Dockerfiles', () => {
  it.each<readonly [string, Files]>([
    ['un Dockerfile qui n’a pas été lu', { 'api/Dockerfile': null }],
    ['un Dockerfile sans FROM', { 'api/Dockerfile': '# rien\n' }],
    ['un Containerfile qui n’a pas été lu', { 'api/Containerfile': null }],
  ])('%s', (_, files) => {
    expect(outcomes({ ...clean, ...files }, onDockerfiles)).toEqual(all(onDockerfiles, 'undetermined'));
  });
});

describe('un dossier au nom quelconque', () => {
  it.each([
    'deploiement/frontal.yaml',
    'déploiement/frontal.yaml',
    'frontal.yaml',
    'mon-appli/prod/x.yaml',
    'k8s/grafana/x.yaml',
    'k8s/overlays/test/x.yaml',
    'k8s/sonarqube.yaml',
    'deploy/swagger-ui.yaml',
    'infra/prod/renovate-cronjob.yml',
    'overlays/prod/liquibase.yaml',
    'deploy/grafana/x.yaml',
    'infra/migrations/x.yaml',
    'openshift/messages/x.yaml',
    'k8s-test/x.yaml',
    'clusters/test/x.yaml',
    'k8s/overlays/perf-test/deployment.yaml',
    'overlays/integration-test/x.yaml',
  ])('%s est lu : ce qu’il contient est jugé', (path) => {
    expect(judge('restrict-nodeport', { [path]: aManifest('Service', 'spec:\n  type: NodePort') }).findings).toEqual([`!${path}:5`]);
  });
});

describe('un dossier d’essais, d’exemples ou de poste de travail', () => {
  const node = aManifest('Service', 'spec:\n  type: NodePort');

  it.each([
    'unittests/scans/x.yaml',
    'unit_tests/x.yaml',
    'integration-tests/k8s/x.yaml',
    'app.tests/deploy/x.yaml',
    'e2e-test/deployment.yaml',
    'hack/tilt/x.yaml',
    'deploy/tilt/x.yaml',
    'tilt-resources/x.yaml',
    'samples-v1beta1/x.yaml',
  ])('%s n’est pas lu', (path) => {
    expect(judge('restrict-nodeport', { [path]: node }).outcome).toBe('not-applicable');
  });

  it.each([
    ['charts/cluster/', 'charts/cluster/test/replica/x.yaml'],
    ['components/', 'components/tests/x.yaml'],
    ['overlays/', 'overlays/demo/x.yaml'],
    ['charts/cluster/', 'charts/cluster/unit-tests/x.yaml'],
  ])('les essais du chart de %s ne sont pas un environnement', (folder, path) => {
    const chart = { [`${folder}Chart.yaml`]: 'apiVersion: v2\nname: a\nversion: 1.0.0\n' };
    expect(judge('restrict-nodeport', { ...chart, [path]: node }).findings).not.toContain(`!${path}:5`);
  });

  it('ce qui n’est pas un manifeste reste lu auprès d’un chart', () => {
    const chart = { 'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n', 'demo/Dockerfile': 'FROM alpine\n' };
    expect(judge('pinned-base-image', chart).findings).toEqual(['?demo/Dockerfile:1']);
    const values = ['environments/Chart.yaml', 'environments/test/values.yaml', 'environments/integration-test/values.yaml'];
    expect([...treeKinds(values)]).toEqual([
      ['environments/Chart.yaml', 'chart'],
      ['environments/test/values.yaml', 'values'],
      ['environments/integration-test/values.yaml', 'values'],
    ]);
  });

  it.each(['unittests/Dockerfile', 'integration-tests/Dockerfile', 'tilt/Dockerfile', 'web/Dockerfile.develop'])(
    '%s ne donne que des doutes',
    (path) => {
      expect(judge('pinned-base-image', { [path]: 'FROM alpine\n' }).findings).toEqual([`?${path}:1`]);
    },
  );
});

describe('des sous-modules', () => {
  it.each([
    ['un fichier vidé', ''],
    ['un fichier de commentaires', '# plus rien\n'],
    ['la documentation', '[submodule "docs"]\n\tpath = docs\n\turl = https://exemple.fr/docs.git\n'],
    ['un jeu d’essai', '[submodule "a"]\n  path = "tests/data"\n  url = ../a.git\n'],
  ])('qui ne déploient rien ne cachent rien : %s', (_, text) => {
    expect(judge('disallow-hostpath', { ...clean, '.gitmodules': text }).outcome).toBe('conforming');
  });

  it.each([
    ['un déploiement', '[submodule "deploy"]\n\tpath = deploy\n\turl = https://exemple.fr/d.git\n'],
    ['un dossier quelconque', '[submodule "docs"]\n\tpath = docs\n[submodule "api"]\n\tpath = api\n'],
    ['un chemin qui manque', '[submodule "api"]\n\turl = https://exemple.fr/api.git\n'],
  ])('qui peuvent déployer cachent leurs objets : %s', (_, text) => {
    expect(judge('disallow-hostpath', { ...clean, '.gitmodules': text }).outcome).toBe('undetermined');
  });
});

describe('les gabarits d’un chart sont tous lus', () => {
  it.each(['docs', 'test-app', 'demo', 'examples', 'migrations', 'grafana', 'messages', 'roles', 'vendor', 'fixtures', 'old', 'src'])(
    'dans templates/%s',
    (folder) => {
      const path = `helm/templates/${folder}/deployment.yaml`;
      const files = {
        'helm/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
        [path]: aManifest('Service', 'spec:\n  type: NodePort'),
      };
      expect(judge('restrict-nodeport', files).findings).toEqual([`!${path}:5`]);
    },
  );

  it.each(['compose.yaml', 'application.yml', 'openapi.yaml', 'renovate.json'])('sous le nom %s', (name) => {
    const files = { 'helm/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n', [`helm/templates/${name}`]: null };
    expect(judge('restrict-nodeport', files).outcome).toBe('undetermined');
  });

  it.each(['docs/chart', 'tests/e2e/chart'])('mais non ceux d’un chart de %s', (folder) => {
    const files = {
      [`${folder}/Chart.yaml`]: 'name: a\n',
      [`${folder}/templates/docs/s.yaml`]: aManifest('Service', 'spec:\n  type: NodePort'),
    };
    expect(judge('restrict-nodeport', files).outcome).toBe('not-applicable');
  });

  it('et les manifestes d’une application nommée docs', () => {
    const path = 'k8s/docs/s.yaml';
    expect(judge('restrict-nodeport', { [path]: aManifest('Service', 'spec:\n  type: NodePort') }).findings).toEqual([`!${path}:5`]);
  });
});

describe('ce qui n’est que gardé n’est pas déployé', () => {
  it.each([
    '.old/k8s/x.yaml',
    'old/x.yaml',
    'k8s/_archives/x.yaml',
    'archived/deploy/x.yaml',
    'attic/x.yaml',
    'k8s/obsolète/x.yaml',
    'deprecated/x.yaml',
  ])('%s n’est pas lu', (path) => {
    expect(judge('restrict-nodeport', { [path]: aManifest('Service', 'spec:\n  type: NodePort') }).outcome).toBe('not-applicable');
  });

  it.each(['oldies/x.yaml', 'k8s/old.yaml', 'archiver/x.yaml', 'backup/x.yaml', 'legacy/x.yaml'])('%s est lu', (path) => {
    expect(judge('restrict-nodeport', { [path]: aManifest('Service', 'spec:\n  type: NodePort') }).outcome).toBe('violation');
  });

  it('un chart de .old n’est pas calculé', () => {
    const files = { '.old/helm/Chart.yaml': 'name: a\n', '.old/helm/templates/s.yaml': aManifest('Service', 'spec:\n  type: NodePort') };
    expect(judge('restrict-nodeport', files).outcome).toBe('not-applicable');
  });

  it('un Dockerfile de .old ne donne que des doutes', () => {
    expect(judge('rootless', { '.old/Dockerfile': 'FROM node:24\n' }).findings).toEqual(['?.old/Dockerfile:1']);
  });
});

it.each([
  'src/main/resources/openapi/x.yaml',
  'src/main/resources/messages/fr.yaml',
  'openapi.yaml',
  'ansible/roles/x/tasks/main.yml',
  'locales/fr.yaml',
])('le fichier %s d’un programme ne cache rien', (path) => {
  expect(Object.values(outcomes({ ...clean, [path]: null }, onObjects))).not.toContain('undetermined');
});

it('un manifeste JSON d’un dossier de déploiement est lu', () => {
  const text = '{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"},"spec":{"type":"NodePort"}}';
  expect(judge('restrict-nodeport', { 'deploiement/a.json': text }).findings).toEqual(['!deploiement/a.json:1']);
});

it('chaque règle est dite sur les objets, sur les Dockerfiles, sur la CI, ou sur le dépôt entier', () => {
  const onPipeline = ['ci-file', 'ci-jobs', 'ci-read-secret', 'ci-dockerfiles', 'ci-image-names'];
  const others = ['job-history', 'dockerfile-present', 'readable-yaml', 'values-files', 'kube-version', ...onPipeline];
  expect(ruleNames.filter((rule) => ![...onObjects, ...onDockerfiles, ...others].includes(rule))).toEqual([]);
});
