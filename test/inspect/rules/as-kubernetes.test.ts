import { describe, expect, it } from 'vitest';
import type { RuleName } from '../../../src/dossier/checks/check.ts';
import { aDeployment, aManifest, judge } from './cases.ts';

const outcomeOf = (rule: RuleName, ...texts: readonly string[]) => judge(rule, { 'k8s/a.yaml': texts.join('---\n') }).outcome;
const withLabels = (labels: string) =>
  aDeployment(['      labels: { app: api, env: preprod, tier: backend }', `      labels: { ${labels} }`]);
const claim = (size: string) => aManifest('PersistentVolumeClaim', `spec: { resources: { requests: { storage: ${size} } } }`);
const cron = (limit: string) =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: x }\nspec: { schedule: "0 0 * * *", failedJobsHistoryLimit: ${limit} }\n`;
const service = (spec: string) => aManifest('Service', `spec: { ${spec} }`);
const postgres = (spec: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db, labels: { app: db, env: prod, tier: db } }\nspec: { instances: 1, storage: { size: 1Gi }, ${spec} }\n`;

describe('une étiquette d’un pod, quelle qu’elle soit, est de celles que Kubernetes prend', () => {
  const required = 'app: api, env: prod, tier: backend';
  it.each<readonly [string, string]>([
    [`${required}, version: "1.0"`, 'conforming'],
    [`${required}, version: 1.0`, 'violation'],
    [`${required}, x: y`, 'violation'],
    [`${required}, x: "é"`, 'violation'],
    [`${required}, x: ""`, 'conforming'],
    [`${required}, x: "\${X}"`, 'conforming'],
    [`${required}, x: ${'a'.repeat(63)}`, 'conforming'],
    [`${required}, x: ${'a'.repeat(64)}`, 'violation'],
    ['app: "mon api", env: prod, tier: backend', 'violation'],
    ['app: api-, env: prod, tier: backend', 'violation'],
    ['app: api, env: no, tier: backend', 'violation'],
  ])('%s', (labels, outcome) => {
    expect(outcomeOf('check-labels', withLabels(labels))).toBe(outcome);
  });
});

describe('une quantité, un nombre sont lus comme Kubernetes les lit', () => {
  it.each([
    ['129e6', 'conforming'],
    ['0.99Ti', 'conforming'],
    ['0', 'violation'],
    ['-1Gi', 'violation'],
    ['1073741824Ki', 'violation'],
  ])('une demande de %s', (size, outcome) => {
    expect(outcomeOf('limit-size-pvc', claim(size))).toBe(outcome);
  });

  it.each([
    ['0x5', 'conforming'],
    ['010', 'conforming'],
    ['1e1', 'conforming'],
    ['3.0', 'conforming'],
    ['2147483647', 'conforming'],
    ['2147483648', 'violation'],
    ['1.5', 'violation'],
    ['-1', 'violation'],
    ['"3"', 'violation'],
  ])('un historique de %s', (limit, outcome) => {
    expect(outcomeOf('job-history', cron(limit))).toBe(outcome);
  });

  it.each([
    ['ephemeral-storage: 1Gi', 'ephemeral-storage: 2Gi', 'violation'],
    ['ephemeral-storage: 2Gi', 'ephemeral-storage: 1Gi', 'conforming'],
    ['nvidia.com/gpu: 1', 'nvidia.com/gpu: 2', 'violation'],
  ])('une limite de %s pour une demande de %s', (limit, request, outcome) => {
    const more = ['memory: 128Mi }, limits: { cpu: 500m,', `memory: 128Mi, ${request} }, limits: { cpu: 500m, ${limit},`] as const;
    expect(outcomeOf('coherent-resources', aDeployment(more))).toBe(outcome);
  });
});

describe('ce que les objets deviennent', () => {
  it.each<readonly [RuleName, string, string]>([
    ['restrict-nodeport', 'kind: ServiceList\nitems: [{ metadata: { name: a }, spec: { type: NodePort } }]\n', 'violation'],
    ['cm-no-credentials', 'kind: ConfigMapList\nitems: [{ metadata: { name: a }, data: { password: x } }]\n', 'violation'],
    ['disallow-latest', 'kind: PodList\nitems: [{ spec: { containers: [{ name: a, image: "docker.io/a/b" }] } }]\n', 'violation'],
    ['restrict-nodeport', 'kind: List\nitems: [{ metadata: { name: a }, spec: { type: NodePort } }]\n', 'not-applicable'],
  ])('%s : les objets d’une liste d’un seul genre', (rule, list, outcome) => {
    expect(outcomeOf(rule, `apiVersion: v1\n${list}`)).toBe(outcome);
  });

  it.each([
    ['null', 'conforming'],
    ['{}', 'violation'],
    ['{ path: / }', 'violation'],
  ])('un volume « hostPath: %s »', (value, outcome) => {
    const volumes = ['      containers:', `      volumes: [{ name: v, hostPath: ${value} }]\n      containers:`] as const;
    expect(outcomeOf('disallow-hostpath', aDeployment(volumes))).toBe(outcome);
  });

  it.each([
    ['type: LoadBalancer, allocateLoadBalancerNodePorts: false', 'conforming'],
    ['type: ""', 'conforming'],
    ['type: nodeport', 'violation'],
  ])('un service « %s »', (spec, outcome) => {
    expect(outcomeOf('restrict-nodeport', service(spec))).toBe(outcome);
  });

  it('le nom d’un port ne se cherche que dans ce qui tourne avec le pod', () => {
    const init = (more: string) =>
      aDeployment([
        '      containers:',
        `      initContainers: [{ name: i, image: "docker.io/a/i:1", ports: [{ name: mesures, containerPort: 9090 }]${more} }]\n      containers:`,
      ]);
    const target = service('selector: { app: api }, ports: [{ port: 80, targetPort: mesures }]');
    expect(outcomeOf('port-coherence', init(', restartPolicy: Always'), target)).toBe('conforming');
    expect(outcomeOf('port-coherence', init(''), target)).toBe('violation');
  });
});

describe('une image que quelque chose d’autre donne est un doute', () => {
  const container = 'spec: { containers: [{ name: c, image: "a:latest" }, { name: d, image: "docker.io/a/d:1" }] }';
  const config = (name: string) =>
    `apiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nmetadata: { name: a }\nspec:\n  triggers: [{ type: ImageChange, imageChangeParams: { containerNames: [${name}] } }]\n  template:\n    metadata: { labels: { app: a } }\n    ${container}\n`;
  const annotated = (path: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  annotations:\n    image.openshift.io/triggers: '[{"from":{"kind":"ImageStreamTag","name":"a:latest"},"fieldPath":"${path}"}]'\nspec:\n  selector: { matchLabels: { app: a } }\n  template:\n    metadata: { labels: { app: a } }\n    ${container}\n`;

  it.each([
    ['le déclencheur d’un DeploymentConfig', config('c'), 'undetermined'],
    ['celui d’un autre conteneur', config('d'), 'violation'],
    ['l’annotation d’OpenShift, par nom', annotated(String.raw`spec.template.spec.containers[?(@.name==\"c\")].image`), 'undetermined'],
    ['celle d’un autre conteneur', annotated(String.raw`spec.template.spec.containers[?(@.name==\"d\")].image`), 'violation'],
    ['par place', annotated('spec.template.spec.containers[0].image'), 'undetermined'],
    ['à la place d’un autre', annotated('spec.template.spec.containers[1].image'), 'violation'],
    ['un catalogue de CloudNativePG', postgres('imageCatalogRef: { kind: ImageCatalog, name: pg, major: 16 }'), 'undetermined'],
    ['l’image de l’opérateur', postgres(''), 'conforming'],
  ])('%s', (_, text, outcome) => {
    expect(outcomeOf('disallow-latest', text)).toBe(outcome);
  });

  it.each([
    ['le déclencheur d’un DeploymentConfig', config('c'), 'undetermined'],
    ['celui d’un autre conteneur', config('d'), 'violation'],
    ['rien', config(''), 'violation'],
  ])('et le secret qui ouvre le registre de celle qui est écrite aussi : %s', (_, text, outcome) => {
    expect(outcomeOf('registry-pull-secret', text.replace('a:latest', 'harbor.apps.dso.numerique-interieur.com/a/c:1'))).toBe(outcome);
  });

  it('ce qui est écrit fût-il conforme, et son registre aussi', () => {
    const fine = (text: string) => text.replace('a:latest', 'docker.io/a/c:1');
    const path = 'spec.template.spec.containers[0].image';
    for (const text of [
      fine(config('c')),
      fine(annotated(path)),
      postgres('imageCatalogRef: { kind: ImageCatalog, name: pg, major: 16 }'),
    ]) {
      expect(outcomeOf('disallow-latest', text)).toBe('undetermined');
      expect(outcomeOf('restrict-image-registry', text)).toBe('undetermined');
      expect(outcomeOf('placeholder-image', text)).toBe('conforming');
      expect(outcomeOf('linux-base', text)).toBe('conforming');
    }
    const { because } = judge('disallow-latest', {
      'k8s/a.yaml': postgres('imageCatalogRef: { kind: ImageCatalog, name: pg, major: 16 }'),
    });
    expect(because).toEqual(['l’image est celle que donne le catalogue « pg »']);
  });

  it('une base de CloudNativePG a aussi des services, et des étiquettes que l’opérateur prend ou non', () => {
    const services = (type: string) =>
      postgres(
        `managed: { services: { additional: [{ selectorType: rw, serviceTemplate: { metadata: { name: x }, spec: { type: ${type} } } }] } }`,
      );
    expect(outcomeOf('restrict-nodeport', services('NodePort'))).toBe('violation');
    expect(outcomeOf('restrict-nodeport', services('ClusterIP'))).toBe('conforming');
    expect(outcomeOf('check-labels', postgres(''))).toBe('undetermined');
    expect(outcomeOf('check-labels', postgres('').replace('labels: { app: db, ', 'labels: { '))).toBe('violation');
    expect(outcomeOf('check-labels', postgres('inheritedMetadata: { labels: { app: a, env: prod, tier: db } }'))).toBe('conforming');
  });
});

describe('un Dockerfile', () => {
  it.each<readonly [RuleName, string, string]>([
    ['rootless', 'FROM docker.io/node:22\nUSER +0\n', 'violation'],
    ['rootless', 'FROM docker.io/node:22\nUSER 1001:0\n', 'conforming'],
    ['linux-base', 'FROM docker.io/dockurr/windows:1\n', 'conforming'],
    ['linux-base', 'FROM mcr.microsoft.com/windows:1809\n', 'violation'],
  ])('%s : %j', (rule, Dockerfile, outcome) => {
    expect(judge(rule, { Dockerfile }).outcome).toBe(outcome);
  });
});

describe('un doute sur une politique dit ce qui le tranche', () => {
  const told = (rule: RuleName, text: string) => judge(rule, { 'k8s/a.yaml': text }).because.join(' ');
  const job =
    'apiVersion: batch/v1\nkind: Job\nmetadata: { name: a }\nspec:\n  template:\n    spec: { restartPolicy: Never, containers: [{ name: a, image: "docker.io/a/a:1" }] }\n';

  it.each<readonly [RuleName, string]>([
    ['need-liveness-readiness', job],
    ['cm-no-credentials', aManifest('ConfigMap', 'data: { PASSWORD_MIN_LENGTH: "12" }')],
    ['cm-no-credentials', aManifest('ConfigMap', 'data: { passphrase: a }')],
    ['cm-no-credentials', aManifest('ConfigMap', 'data: { texte: "votre password" }')],
    ['restrict-image-registry', job.replace('docker.io/a/a:1', 'a/a:1')],
  ])('%s : %j', (rule, text) => {
    expect(told(rule, text)).toContain('kubectl get clusterpolicy -o yaml');
  });
});

it.each(['test', 'e2e', 'ci', 'cypress'])(
  'la dernière étape, quand elle s’appelle %s, est nommée à qui ne la croyait pas construite',
  (name) => {
    expect(
      judge('rootless', { Dockerfile: `FROM docker.io/node:22 AS a\nUSER 1001\nFROM docker.io/node:22 AS ${name}\n` }).because.join(),
    ).toContain(`l’étape « ${name} », la dernière`);
  },
);
