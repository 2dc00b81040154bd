import { aChart, aDeployment, type Case, type Files } from './cases.ts';

const one = (...texts: readonly string[]): Files => ({ 'k8s/a.yaml': texts.join('---\n') });
const pod = '      containers:';
const limits = 'limits: { cpu: 500m, memory: 256Mi }';
const overlay = (env: string, text: string): Files => ({
  [`k8s/overlays/${env}/kustomization.yaml`]: 'resources: [a.yaml]\n',
  [`k8s/overlays/${env}/a.yaml`]: text,
});
const replicas = (count: string) => ['  selector', `  replicas: ${count}\n  selector`] as const;
const scaler =
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: api }\nspec: { maxReplicas: 6, scaleTargetRef: { kind: Deployment, name: api } }\n';
const prod = 'k8s/overlays/prod/a.yaml';

/** What each rule over resources says. */
export const resourceCases = {
  'coherent-resources': [
    ['vraisemblables', one(aDeployment()), 'conforming', []],
    [
      'une mémoire sans unité',
      one(aDeployment([limits, 'limits: { cpu: 500m, memory: 0.2 }'], ['memory: 128Mi', 'memory: 0.1'])),
      'violation',
      ['!k8s/a.yaml:18'],
    ],
    [
      'des millièmes d’octet',
      one(aDeployment([limits, 'limits: { cpu: 500m, memory: 512m }'], ['memory: 128Mi', 'memory: 128m'])),
      'violation',
      ['!k8s/a.yaml:18'],
    ],
    [
      'des milliers d’octets',
      one(aDeployment([limits, 'limits: { cpu: 500m, memory: 512k }'], ['memory: 128Mi', 'memory: 128k'])),
      'violation',
      ['!k8s/a.yaml:18'],
    ],
    ['plus demandé que permis', one(aDeployment(['memory: 128Mi', 'memory: 1Gi'])), 'violation', ['!k8s/a.yaml:18']],
    ['plus de processeur demandé que permis', one(aDeployment(['cpu: 100m', 'cpu: 2'])), 'violation', ['!k8s/a.yaml:18']],
    [
      'autant demandé que permis, écrit autrement',
      one(aDeployment(['cpu: 100m', 'cpu: "0.5"'], ['memory: 128Mi', 'memory: 0.25Gi'])),
      'conforming',
      [],
    ],
    ['cinq cents processeurs', one(aDeployment([limits, 'limits: { cpu: 500, memory: 256Mi }'])), 'undetermined', ['?k8s/a.yaml:18']],
    ['une limite seule', one(aDeployment(['requests: { cpu: 100m, memory: 128Mi }, ', ''])), 'conforming', []],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'declared-resources': [
    ['rien de déclaré : la somme est dite', one(aDeployment()), 'not-applicable', ['+k8s/a.yaml:1']],
    ['rien de déclaré, et aucune limite : rien à dire', one(aDeployment([limits, ''])), 'not-applicable', []],
    ['sous ce qui est déclaré', overlay('prod', aDeployment()), 'conforming', [], 'production : 2 vCPU, 4 Go de RAM'],
    ['sous ce qui est déclaré pour chacun', overlay('recette', aDeployment()), 'conforming', [], '1 vCPU et 1 Go de RAM par environnement'],
    ['trop de mémoire', overlay('prod', aDeployment(replicas('5'))), 'violation', [`!${prod}:1`], 'production : 8 vCPU, 1 Go de RAM'],
    ['trop de processeur', overlay('prod', aDeployment(replicas('5'))), 'violation', [`!${prod}:1`], 'prod : 2 vCPU'],
    [
      'l’environnement d’à côté n’est pas jugé par le sien',
      { ...overlay('prod', aDeployment(replicas('5'))), ...overlay('dev', aDeployment()) },
      'conforming',
      [],
      'dev : 1,5 CPU, 1 Gi\nproduction : 8 CPU, 8 Gi',
    ],
    [
      'les pods que l’autoscaling peut ajouter',
      overlay('prod', `${aDeployment(replicas('2'))}---\n${scaler}`),
      'violation',
      [`!${prod}:1`],
      'prod : 2 CPU, 2 Gi',
    ],
    [
      'l’autoscaling d’un autre',
      overlay('prod', `${aDeployment(replicas('2'))}---\n${scaler.replace('kind: Deployment, name: api', 'kind: Deployment, name: web')}`),
      'conforming',
      [],
      'prod : 2 CPU, 2 Gi',
    ],
    [
      'un conteneur d’initialisation plus grand que les autres',
      overlay(
        'prod',
        aDeployment([
          pod,
          '      initContainers: [{ name: i, image: "quay.io/a/b:1", resources: { limits: { cpu: 3, memory: 1Gi } } }]\n      containers:',
        ]),
      ),
      'violation',
      [`!${prod}:1`],
      'prod : 2 CPU, 4 Gi',
    ],
    [
      'un conteneur d’initialisation plus petit',
      overlay(
        'prod',
        aDeployment([
          pod,
          '      initContainers: [{ name: i, image: "quay.io/a/b:1", resources: { limits: { cpu: 200m, memory: 64Mi } } }]\n      containers:',
        ]),
      ),
      'conforming',
      [],
      'prod : 1 CPU, 512 Mi',
    ],
    [
      'un conteneur qui reste à côté',
      overlay(
        'prod',
        aDeployment([
          pod,
          '      initContainers: [{ name: i, restartPolicy: Always, image: "quay.io/a/b:1", resources: { limits: { cpu: 600m, memory: 64Mi } } }]\n      containers:',
        ]),
      ),
      'violation',
      [`!${prod}:1`],
      'prod : 1 CPU, 4 Gi',
    ],
    ['la place d’une mise à jour', overlay('prod', aDeployment()), 'conforming', [`+${prod}:1`], 'prod : 500m de CPU, 256 Mi'],
    [
      'Recreate, sans place à prendre',
      overlay('prod', aDeployment(['  selector', '  strategy: { type: Recreate }\n  selector'])),
      'conforming',
      [],
      'prod : 500m de CPU, 256 Mi',
    ],
    [
      'une limite qui n’est pas écrite',
      overlay('prod', aDeployment([limits, 'limits: { cpu: 500m }'])),
      'undetermined',
      [`?${prod}:1`],
      'prod : 2 CPU, 2 Gi',
    ],
    [
      'une limite de moins, et déjà trop',
      overlay('prod', aDeployment([limits, 'limits: { cpu: 3 }'])),
      'violation',
      [`!${prod}:1`],
      'prod : 2 CPU, 2 Gi',
    ],
    [
      'un pod sur chaque nœud',
      overlay('prod', aDeployment(['kind: Deployment', 'kind: DaemonSet'])),
      'undetermined',
      [`?${prod}:1`],
      'prod : 2 CPU, 2 Gi',
    ],
    ['un environnement dont rien n’est déclaré', overlay('prod', aDeployment()), 'undetermined', [`?${prod}:1`], 'recette : 2 CPU, 2 Gi'],
    [
      'des manifestes de plusieurs environnements peut-être',
      one(aDeployment(replicas('5'))),
      'undetermined',
      ['?k8s/a.yaml:1'],
      'par environnement : 2 CPU, 2 Gi',
    ],
    [
      'plusieurs lignes sans environnement ne valent pour aucun',
      overlay('prod', aDeployment(replicas('5'))),
      'undetermined',
      [`?${prod}:1`],
      '1 vCPU, 1 Go\n6 vCPU, 16 Go',
    ],
    [
      'le nom après les chiffres',
      { ...overlay('prod', aDeployment(replicas('5'))), ...overlay('dev', aDeployment()) },
      'conforming',
      [],
      '1,5 vCPU, 1 Go en dev\n8 vCPU et 16 Go en prod',
    ],
    ['ce que le dossier dit n’est pas lu', overlay('prod', aDeployment()), 'undetermined', [`?${prod}:1`], 'prod : 2 x 4 vCPU'],
    [
      'par pod n’est pas par environnement',
      overlay('prod', aDeployment(replicas('5'))),
      'undetermined',
      [`?${prod}:1`],
      'prod : 500m de CPU par pod',
    ],
    [
      'deux kustomizations d’un même environnement, ensemble au-delà',
      {
        'a/overlays/prod/kustomization.yaml': 'resources: [a.yaml]\n',
        'a/overlays/prod/a.yaml': aDeployment(['  selector', '  strategy: { type: Recreate }\n  selector']),
        'b/overlays/prod/kustomization.yaml': 'resources: [a.yaml]\n',
        'b/overlays/prod/a.yaml': aDeployment(['  selector', '  strategy: { type: Recreate }\n  selector']),
      },
      'undetermined',
      ['?a/overlays/prod/a.yaml:1'],
      'prod : 800m de CPU, 4 Gi',
    ],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
} as const satisfies Readonly<Record<string, readonly Case[]>>;
