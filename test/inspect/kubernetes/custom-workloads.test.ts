import { describe, expect, it } from 'vitest';
import { judge } from '../rules/cases.ts';

const pod = `metadata: { labels: { app: a } }
    spec:
      securityContext: { runAsUser: 0 }
      volumes: [{ name: v, hostPath: { path: / } }]
      containers:
        - { name: a, image: "gcr.io/a/b:latest", ports: [{ containerPort: 80 }] }
`;
const templated = (apiVersion: string, kind: string) => ({
  'k8s/a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\nspec:\n  template:\n    ${pod}`,
});
const scaledJob = {
  'k8s/a.yaml': `apiVersion: keda.sh/v1alpha1\nkind: ScaledJob\nmetadata: { name: x }\nspec:\n  jobTargetRef:\n   template:\n    ${pod}`,
};
const rules = ['disallow-latest', 'disallow-hostpath', 'rootless', 'unprivileged-ports', 'check-labels'] as const;

describe('les charges de travail d’autres API se lisent par leur modèle de pod', () => {
  it.each([
    ['argoproj.io/v1alpha1', 'Rollout'],
    ['serving.knative.dev/v1', 'Service'],
    ['serving.knative.dev/v1', 'Configuration'],
    ['apps.kruise.io/v1alpha1', 'CloneSet'],
    ['apps.openshift.io/v1', 'DeploymentConfig'],
  ])('%s %s', (apiVersion, kind) => {
    for (const rule of rules) expect([rule, judge(rule, templated(apiVersion, kind)).outcome]).toEqual([rule, 'violation']);
  });

  it('un ScaledJob de KEDA, qui n’a pas l’usage d’une sonde', () => {
    for (const rule of rules) expect([rule, judge(rule, scaledJob).outcome]).toEqual([rule, 'violation']);
    expect(judge('need-liveness-readiness', scaledJob).outcome).toBe('undetermined');
  });

  it('un Service de Knative n’est pas un Service exposé sur les nœuds', () => {
    const text = 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: x }\nspec: { type: NodePort }\n';
    expect(judge('restrict-nodeport', { 'k8s/a.yaml': text }).outcome).toBe('not-applicable');
  });

  it('Kustomize remplace leurs listes entières, et n’étiquette pas leur modèle de pod', () => {
    const files = {
      'k/a.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: r }
spec:
  template:
    metadata: { labels: { app: r, tier: db } }
    spec:
      containers: [{ name: a, image: docker.io/a/a:1 }, { name: b, image: docker.io/a/b }]
`,
      'k/kustomization.yaml': `resources: [a.yaml]
labels: [{ pairs: { env: prod }, includeTemplates: true }]
patches:
  - patch: |
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: { name: r }
      spec: { template: { spec: { containers: [{ name: a, image: docker.io/a/a:3 }] } } }
`,
    };
    expect(judge('disallow-latest', files).outcome).toBe('conforming');
    expect(judge('check-labels', files).outcome).toBe('violation');
  });
});

describe('une base de CloudNativePG', () => {
  const cluster = (spec: string) => ({
    'k8s/a.yaml': `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: pg }\nspec:\n${spec}`,
  });
  const whole = cluster(`  imageName: ghcr.io/cloudnative-pg/postgresql:16.4
  inheritedMetadata: { labels: { app: api, env: prod, tier: db } }
  resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }
  storage: { size: 10Gi }
  walStorage: { size: 2Gi }
`);

  it('conforme quand l’objet dit ce que les règles demandent ; le reste est l’affaire de l’opérateur', () => {
    for (const rule of [
      ...rules,
      'limit-size-pvc',
      'need-containers-ressources',
      'need-liveness-readiness',
      'restrict-image-registry',
      'read-only-root-filesystem',
    ] as const) {
      const { outcome } = judge(rule, whole);
      expect([rule, outcome]).toEqual([rule, 'conforming']);
    }
  });

  it.each<readonly [Parameters<typeof judge>[0], string, number]>([
    ['disallow-latest', '  imageName: ghcr.io/a/pg:latest\n', 5],
    ['restrict-image-registry', '  imageName: gcr.io/x/pg:16\n', 5],
    ['limit-size-pvc', '  storage: { size: 2Ti }\n', 5],
    ['limit-size-pvc', '  storage: { size: 1Gi }\n  walStorage:\n    size: 1Ti\n', 7],
    ['limit-size-pvc', '  tablespaces: [{ name: a, storage: { size: 3Ti } }]\n', 5],
    ['need-containers-ressources', '  instances: 3\n', 4],
    ['check-labels', '  instances: 3\n', 4],
  ])('%s : %s', (rule, spec, line) => {
    expect(judge(rule, cluster(spec)).findings).toEqual([`!k8s/a.yaml:${line}`]);
  });

  it('assemblée par Kustomize', () => {
    const files = { 'k/a.yaml': cluster('  storage: { size: 2Ti }\n')['k8s/a.yaml'], 'k/kustomization.yaml': 'resources: [a.yaml]\n' };
    expect(judge('limit-size-pvc', files).findings).toEqual(['!k/a.yaml:5']);
  });
});
