import { describe, expect, it } from 'vitest';
import type { Files } from '../rules/cases.ts';
import { aManifest, judge } from '../rules/cases.ts';
import { clean, doubts, judged } from './doubts.ts';

const lines = (text: string, margin: number) =>
  text
    .split('\n')
    .map((line) => ' '.repeat(margin) + line)
    .join('\n');

/** A workflow whose only step is this action, with these inputs. */
const action = (uses: string, inputs = ''): Files => ({
  '.github/workflows/d.yml': `on: push\njobs:\n  d:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${uses}\n${inputs === '' ? '' : `        with:\n${lines(inputs, 10)}\n`}`,
});

const reusable = (uses: string): Files => ({ '.github/workflows/d.yml': `on: push\njobs:\n  d:\n    uses: ${uses}\n` });

const azure = (task: string, inputs: string): Files => ({
  'azure-pipelines.yml': `steps:\n  - task: ${task}\n    inputs:\n${lines(inputs, 6)}\n`,
});

const gitlab = (text: string): Files => ({ '.gitlab-ci.yml': `${text}\n` });

const chart: Files = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
  'chart/templates/a.yaml': aManifest('Service', ''),
};

const far = 'apply -f https://exemple.fr/a.yaml';

describe('une étape qui ne déploie rien ne fait douter de rien', () => {
  it.each([
    'helm-template-action',
    'helm-dependency-action',
    'helm-render',
    'k8s-manifest-render',
    'kubectl-slice',
    'kube-bench',
    'kubernetes-sast',
    'helm-cosign',
    'helm-chart-uploader',
    'kubernetes-manifest-deploy-preview-comment',
    'k8s-deploy-status-action',
  ])('%s', (name) => {
    expect(doubts(action(`x/${name}@v1`, 'chart: exemple/a\nfiles: dist/b.yaml'))).toEqual([]);
  });
});

it('un nom sans fin se lit aussi vite qu’il est long', () => {
  expect(doubts(action(`x/kubectl-${'_'.repeat(40_000)}-lint@v1`, 'chart: exemple/a'))).toEqual([]);
});

it('un composant et un fichier inclus sont nommés sans leur serveur ni leur version', () => {
  const told = (include: string) => JSON.stringify(judged(gitlab(`include:\n  - ${include}`)));
  expect(told('component: $CI_SERVER_FQDN/exemple/oc/new-app@5')).toContain(' exemple/oc/new-app ');
  expect(told('project: exemple/oc\n    file: /new-app.yml')).toContain(' exemple/oc/new-app.yml ');
});

it('la version de Helm n’est pas celle du chart', () => {
  const told = JSON.stringify(judged(action('x/helm-deploy@v1', 'chart: bitnami/redis\nhelm-version: v3.14.0')));
  expect(told).toContain('bitnami/redis');
  expect(told).not.toContain('3.14.0');
});

describe('ce qu’une étape déploie par le programme d’un autre, et qui n’est pas lu, est un doute', () => {
  it.each<readonly [string, Files, Files]>([
    [
      'azure/k8s-deploy',
      action('azure/k8s-deploy@v5', 'manifests: |\n  k8s/a.yaml\n  dist/b.yaml'),
      action('azure/k8s-deploy@v5', 'manifests: |\n  k8s/a.yaml'),
    ],
    [
      'sa liste',
      action('Azure/k8s-deploy@v5', 'manifests: k8s/a.yaml,dist/b.yaml'),
      action('Azure/k8s-deploy@v5', 'action: reject\nmanifests: dist/b.yaml'),
    ],
    [
      'azure/k8s-bake',
      action('azure/k8s-bake@v3', 'renderEngine: helm\nhelmChart: oci://exemple.fr/a'),
      action('azure/k8s-bake@v3', 'renderEngine: kustomize\nkustomizationPath: ./k8s'),
    ],
    [
      'actions-hub/kubectl',
      action('actions-hub/kubectl@master', `args: ${far}`),
      action('actions-hub/kubectl@master', 'args: apply -f k8s/a.yaml'),
    ],
    [
      'le même, sur deux lignes',
      action('actions-hub/kubectl@master', 'args: >-\n  apply\n  -f https://exemple.fr/a.yaml'),
      action('actions-hub/kubectl@master', 'args: get pods'),
    ],
    [
      'actions-hub/helm',
      action('actions-hub/helm@master', 'args: upgrade --install a oci://exemple.fr/a'),
      action('actions-hub/helm@master', 'args: lint .'),
    ],
    [
      'WyriHaximus/github-action-helm3',
      action('WyriHaximus/github-action-helm3@v3', 'exec: helm upgrade a oci://exemple.fr/a'),
      action('WyriHaximus/github-action-helm3@v3', 'exec: helm lint ./a'),
    ],
    [
      'koslib/helm-eks-action',
      action('koslib/helm-eks-action@master', 'command: helm upgrade --install a oci://exemple.fr/a'),
      action('koslib/helm-eks-action@master', 'command: helm list'),
    ],
    [
      'stefanprodan/kube-tools',
      action('stefanprodan/kube-tools@v1', `command: |\n  kubectl ${far}`),
      action('stefanprodan/kube-tools@v1', 'command: |\n  kubeconform k8s'),
    ],
    ['deux programmes dans un nom', action('x/kubectl-helm@v1', `args: ${far}`), action('x/kubectl-helm@v1', 'args: apply -f k8s/a.yaml')],
    [
      'un dépôt de charts, un dépôt d’images',
      action('x/helm-deploy@v1', 'repository: https://exemple.fr\nchart: a'),
      { ...action('x/helm-deploy@v1', 'repository: ghcr.io/a/b\nchart: chart'), ...chart },
    ],
    ['deliverybot/helm', action('deliverybot/helm@v1', 'chart: app\nrelease: a'), action('azure/setup-helm@v4', 'version: v3.14.0')],
    [
      'bitovi/github-actions-deploy-eks-helm',
      action('bitovi/github-actions-deploy-eks-helm@v1', 'chart-repository: https://exemple.fr\nchart-path: exemple/a'),
      action('bitovi/github-actions-deploy-docker-to-ec2@v1', 'app_port: 3000'),
    ],
    [
      'redhat-actions/oc-new-app',
      action('redhat-actions/oc-new-app@v1', 'app_name: a'),
      action('redhat-actions/oc-login@v1', 'openshift_server_url: https://exemple.fr'),
    ],
    [
      'une image de kubectl',
      action('docker://bitnami/kubectl:1.29', `args: ${far}`),
      action('docker://bitnami/kubectl:1.29', 'args: version'),
    ],
    [
      'un contexte, un Cloud Run',
      action('azure/k8s-deploy@v5', 'manifests: https://exemple.fr/a.yaml'),
      { ...action('azure/k8s-set-context@v4', 'kubeconfig: a'), ...action('google-github-actions/deploy-cloudrun@v2', 'image: a') },
    ],
    ['ce qui ne fait que vérifier', action('x/kubectl-action@v1', `args: ${far}`), action('azure/k8s-lint@v3', 'manifests: dist/b.yaml')],
    [
      'une tâche d’Azure',
      azure('HelmDeploy@1', 'command: upgrade\nchartType: Name\nchartName: bitnami/redis'),
      azure('HelmDeploy@1', 'command: package\nchartPath: a'),
    ],
    [
      'des manifestes par Azure',
      azure('KubernetesManifest@1', 'action: deploy\nmanifests: dist/b.yaml'),
      azure('KubernetesManifest@1', 'action: createSecret\nsecretName: a'),
    ],
    [
      'kubectl par Azure',
      azure('Kubernetes@1', 'command: apply\narguments: -f https://exemple.fr/a.yaml'),
      azure('Kubernetes@1', 'command: get\narguments: pods'),
    ],
    [
      'un tuyau de Bitbucket',
      {
        'bitbucket-pipelines.yml': `pipelines:\n  default:\n    - step:\n        script:\n          - pipe: atlassian/kubectl-run:3.1\n            variables:\n              KUBECTL_COMMAND: apply\n              RESOURCE_PATH: dist/b.yaml\n`,
      },
      {
        'bitbucket-pipelines.yml': `pipelines:\n  default:\n    - step:\n        script:\n          - pipe: atlassian/kubectl-run:3.1\n            variables:\n              KUBECTL_COMMAND: apply\n              RESOURCE_PATH: k8s/a.yaml\n`,
      },
    ],
    ['Auto-DevOps', gitlab('include:\n  - template: Auto-DevOps.gitlab-ci.yml'), gitlab('include:\n  - template: Jobs/SAST.gitlab-ci.yml')],
    [
      'Auto-DevOps, avec le chart du dépôt',
      gitlab('include:\n  - template: Jobs/Deploy.gitlab-ci.yml'),
      { ...gitlab('include:\n  - template: Auto-DevOps.gitlab-ci.yml'), ...chart },
    ],
    [
      'to-be-continuous/helm',
      gitlab(
        'include:\n  - component: $CI_SERVER_FQDN/to-be-continuous/helm/gitlab-ci-helm@8\n    inputs: { deploy-chart: oci://exemple.fr/a }',
      ),
      { ...gitlab('include:\n  - project: to-be-continuous/helm\n    file: /templates/gitlab-ci-helm.yml'), ...chart },
    ],
    [
      'son chart, dans une variable',
      gitlab(
        'include:\n  - project: to-be-continuous/helm\n    ref: 8.0.0\n    file: /templates/gitlab-ci-helm.yml\nvariables:\n  HELM_DEPLOY_CHART: oci://exemple.fr/a',
      ),
      gitlab('include:\n  - project: to-be-continuous/docker\n    file: /templates/gitlab-ci-docker.yml'),
    ],
  ])('%s', (_, hides, twin) => {
    expect(doubts(hides)).toHaveLength(1);
    expect(judged(twin)).toMatchObject({ outcome: 'conforming', findings: [] });
  });

  it.each<readonly [string, Files]>([
    ['un gabarit d’un autre', gitlab('include:\n  - project: infra/ci\n    file: deploy-k8s.yml')],
    ['une suite', gitlab('include:\n  - component: $CI_SERVER_FQDN/to-be-continuous/kubernetes/gitlab-ci-k8s@6')],
    ['un workflow d’un autre', reusable('exemple/ci/.github/workflows/deploy-helm.yml@v1')],
    ['une action', action('exemple/deploy-to-kubernetes@v1')],
  ])('%s, dont seul le nom dit qu’il déploie, déploie ce que le dépôt contient, ou n’a pas été vu', (_, files) => {
    const { 'k8s/a.yaml': __, ...bare } = clean;
    expect(judge('disallow-hostpath', { ...bare, ...files })).toMatchObject({ outcome: 'undetermined' });
    expect(judged(files)).toMatchObject({ outcome: 'conforming', findings: [] });
  });

  it('un workflow d’un autre qui fait publier un chart ne déploie rien', () => {
    const { 'k8s/a.yaml': _, ...bare } = clean;
    const files = reusable('exemple/ci/.github/workflows/dispatch-helm-chart.yml@v0\n    with: { CHART_DIR: ./charts }');
    expect(judge('disallow-hostpath', { ...bare, ...files })).toMatchObject({ outcome: 'not-applicable', findings: [] });
  });

  it('l’action est dite par son nom', () => {
    expect(judged(action('redhat-actions/oc-new-app@v1')).because).toEqual([
      '« oc-new-app » sert à déployer des objets, qui n’ont pas été vus',
    ]);
  });

  it('ce qui est essayé dans la grappe d’un moment ne cache rien', () => {
    const tried = action('actions-hub/kubectl@master', `args: ${far}`)['.github/workflows/d.yml'] ?? '';
    const files = { '.github/workflows/d.yml': tried.replace('      - uses', '      - uses: helm/kind-action@v1\n      - uses') };
    expect(judged(files)).toMatchObject({ outcome: 'conforming', findings: [] });
  });
});
