import { aChart, aDeployment, aManifest, type Case } from './cases.ts';

const image = 'image: docker.io/equipe/api:1.4.0';
const one = (text: string) => ({ 'k8s/a.yaml': text });
const withImage = (name: string) => one(aDeployment([image, `image: ${name}`]));
const values = (text: string) => ({ ...aChart, 'chart/values.yaml': text });
const inBase = (text: string) => ({ 'base/a.yaml': text, 'base/kustomization.yaml': 'resources: [a.yaml]' });
const labels = '  labels: { app: api, env: preprod, tier: backend }\nspec';
const podLabels = '      labels: { app: api, env: preprod, tier: backend }\n';
const probe = '          readinessProbe: { httpGet: { path: /sante, port: 8080 } }\n';
const resources = 'resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }';
const security = 'securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true }';
const init = '      initContainers:\n        - name: init\n          image: quay.io/equipe/init:2\n      containers:';
const job = (kind: string, rest: string) => one(aManifest(kind, rest));
const pod = (spec: string) => aManifest('Pod', `spec: ${spec}`);
const cron = (limits: string) =>
  one(`apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: x }\nspec:\n${limits}  schedule: "0 * * * *"\n  jobTemplate: {}\n`);
const cronLabels = (written: string) =>
  one(`apiVersion: batch/v1
kind: CronJob
metadata: { name: x }
spec:
  jobTemplate:
    spec:
      template:
        metadata:
          labels: { ${written} }
        spec: { containers: [{ name: a, image: docker.io/a/b:1 }] }
`);
const pvc = (size: string) => aManifest('PersistentVolumeClaim', `spec:\n  resources:\n    requests:\n      storage: ${size}`);
const generated = (behavior: string, literal = 'A=2') => ({
  'k8s/base/kustomization.yaml': 'configMapGenerator:\n  - name: c\n    literals:\n      - A=1\n      - DB_PASSWORD=local\n',
  'k8s/overlays/prod/kustomization.yaml': `resources: [../../base]\nconfigMapGenerator:\n  - name: c\n    behavior: ${behavior}\n    literals:\n      - ${literal}\n`,
});
const configMap = (data: string) => one(aManifest('ConfigMap', `data:\n${data}`));

/** What each rule over Kubernetes manifests says. */
export const manifestCases = {
  'check-labels': [
    ['toutes les étiquettes', one(aDeployment()), 'conforming', []],
    ['aucune étiquette', one(aDeployment([podLabels, '      annotations: {}\n'])), 'violation', ['!k8s/a.yaml:9']],
    ['aucune étiquette au-dessus du modèle de pod', one(aDeployment([labels, 'spec'])), 'conforming', []],
    ['aucune étiquette au-dessus du modèle d’un CronJob', cronLabels('app: a, env: dev, tier: db'), 'conforming', []],
    [
      'une étiquette vide',
      one(aDeployment([podLabels, '      labels: { app: "", env: dev, tier: db }\n'])),
      'violation',
      ['!k8s/a.yaml:10'],
    ],
    ['un nombre pour étiquette, ce que Kubernetes refuse', cronLabels('app: 1, env: dev, tier: db'), 'violation', ['!k8s/a.yaml:9']],
    ['un nombre que son signe dit être un texte', cronLabels('app: !!str 1, env: dev, tier: db'), 'conforming', []],
    ['un texte que son signe dit être un nombre', cronLabels('app: !!int "1", env: dev, tier: db'), 'violation', ['!k8s/a.yaml:9']],
    ['une valeur de vérité pour étiquette', cronLabels('app: yes, env: dev, tier: db'), 'violation', ['!k8s/a.yaml:9']],
    ['un nombre entre guillemets', cronLabels('app: "1", env: dev, tier: db'), 'conforming', []],
    ['une étiquette d’espaces', cronLabels('app: "  ", env: dev, tier: db'), 'violation', ['!k8s/a.yaml:9']],
    ['une étiquette sans valeur', cronLabels('app: a, env: , tier: db'), 'violation', ['!k8s/a.yaml:9']],
    [
      'aucune étiquette au modèle de pod',
      one(aDeployment(['      labels: { app: api, env: preprod, tier: backend }\n', '      annotations: {}\n'])),
      'violation',
      ['!k8s/a.yaml:9'],
    ],
    [
      'une valeur hors de la liste est un conseil',
      one(aDeployment([podLabels, '      labels: { app: api, env: production, tier: monitoring }\n'])),
      'conforming',
      ['+k8s/a.yaml:10', '+k8s/a.yaml:10'],
    ],
    [
      'une valeur mise au déploiement',
      one(aDeployment([podLabels, '      labels: { app: api, env: "${ENV}", tier: db }\n'])),
      'undetermined',
      ['?k8s/a.yaml:10'],
    ],
    [
      'une base qu’un autre dépôt complète',
      inBase(aDeployment([podLabels, '      labels: { app: api, tier: db }\n'])),
      'undetermined',
      ['?base/a.yaml:10'],
    ],
    ['un Pod n’a pas de modèle', one(pod('{ containers: [{ name: a, image: a:1 }] }')), 'violation', ['!k8s/a.yaml:3']],
    ['un ConfigMap n’en a pas besoin', configMap('  a: b'), 'not-applicable', []],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'cm-no-credentials': [
    ['rien de secret', configMap('  URL: https://exemple.gouv.fr\n  TOKEN_TTL: "3600"'), 'conforming', []],
    ['une clé', configMap('  A: b\n  DB_PASSWORD: x'), 'violation', ['!k8s/a.yaml:6']],
    ['une autre clé', configMap('  django.secret_key: x'), 'violation', ['!k8s/a.yaml:5']],
    ['une clé même remplie au déploiement', configMap('  passwd: ${PASSWD}'), 'violation', ['!k8s/a.yaml:5']],
    [
      'un fichier',
      configMap('  application.properties: |\n    url=x\n    spring.datasource.password=azerty\n'),
      'violation',
      ['!k8s/a.yaml:5'],
    ],
    [
      'une clé privée est un conseil',
      configMap('  a.pem: |\n    -----BEGIN RSA PRIVATE KEY-----\n    MIIEow\n'),
      'conforming',
      ['+k8s/a.yaml:5'],
    ],
    ['un réglage qui s’allume ou s’éteint', configMap('  MYSQL_ALLOW_EMPTY_PASSWORD: "true"'), 'undetermined', ['?k8s/a.yaml:5']],
    ['un mot dans le nom d’une clé', configMap('  PASSWORD_MIN_LENGTH: "12"'), 'undetermined', ['?k8s/a.yaml:5']],
    ['une clé que seule refuse la politique des clusters externes', configMap('  pwd: x'), 'undetermined', ['?k8s/a.yaml:5']],
    ['une telle clé en capitales', configMap('  API_SECRET: x'), 'undetermined', ['?k8s/a.yaml:5']],
    ['une telle clé en mots à capitale', configMap('  EncryptionKey: x'), 'undetermined', ['?k8s/a.yaml:5']],
    ['une telle clé d’un seul mot courant', configMap('  key: x'), 'undetermined', ['?k8s/a.yaml:5']],
    ['une clé qui la contient sans l’être', configMap('  KEY_LENGTH: "12"\n  api_key: x\n  secretName: x'), 'conforming', []],
    ['une casse que la politique ne nomme pas', configMap('  kEY: x\n  Encryption_Key: x'), 'conforming', []],
    ['une telle clé hors de data', one(aManifest('ConfigMap', 'binaryData:\n  key: eA==')), 'conforming', []],
    ['un mot dans une valeur', configMap('  message: Forgot your password?'), 'undetermined', ['?k8s/a.yaml:5']],
    ['une variable dans un fichier', configMap('  a.yml: |\n    password: ${DB_PASSWORD}\n'), 'undetermined', ['?k8s/a.yaml:5']],
    ['un texte à afficher dans un fichier', configMap('  fr.yml: |\n    password: Mot de passe\n'), 'undetermined', ['?k8s/a.yaml:5']],
    [
      'un second mot de passe dans un fichier',
      configMap('  a.json: |\n    {"password": "${A}",\n     "passwd": "azerty"}\n'),
      'violation',
      ['!k8s/a.yaml:5'],
    ],
    ['un Secret est fait pour cela', one(aManifest('Secret', 'stringData:\n  password: x')), 'not-applicable', []],
    [
      'un configMapGenerator',
      { 'k/kustomization.yaml': 'configMapGenerator:\n  - name: a\n    literals:\n      - URL=x\n      - DB_PASSWORD=y\n' },
      'violation',
      ['!k/kustomization.yaml:5'],
    ],
    ['un configMapGenerator qui remplace', generated('replace'), 'conforming', []],
    ['un configMapGenerator qui complète', generated('merge'), 'violation', ['!k8s/base/kustomization.yaml:5']],
    [
      'un configMapGenerator qui complète et récrit la clé',
      generated('merge', 'DB_PASSWORD='),
      'violation',
      ['!k8s/overlays/prod/kustomization.yaml:6'],
    ],
    [
      'un configMapGenerator qui ne trouve rien à remplacer',
      { 'k/kustomization.yaml': 'configMapGenerator:\n  - name: a\n    behavior: replace\n    literals: [passwd=x]\n' },
      'violation',
      ['!k/kustomization.yaml:4'],
    ],
    [
      'un fichier versé dans une ConfigMap',
      { 'k/kustomization.yaml': 'configMapGenerator:\n  - name: a\n    envs:\n      - a.env\n' },
      'undetermined',
      ['?k/kustomization.yaml:4'],
    ],
  ],
  'disallow-latest': [
    ['une version', one(aDeployment()), 'conforming', []],
    ['un condensat', withImage(`quay.io/a/b@sha256:${'0'.repeat(64)}`), 'conforming', []],
    ['un port de registre n’est pas une version', withImage('localhost:5000/a'), 'violation', ['!k8s/a.yaml:14']],
    ['latest', withImage('nginx:latest'), 'violation', ['!k8s/a.yaml:14']],
    ['sans version', withImage('nginx'), 'violation', ['!k8s/a.yaml:14']],
    [
      'un conteneur d’initialisation',
      one(aDeployment(['      containers:', init.replace('init:2', 'init')])),
      'violation',
      ['!k8s/a.yaml:14'],
    ],
    ['une version mise au déploiement', withImage('quay.io/a/b:${VERSION}'), 'undetermined', ['?k8s/a.yaml:14']],
    ['un nom dont les valeurs ne donnent pas toutes les parties', withImage('/api:'), 'undetermined', ['?k8s/a.yaml:14']],
    ['une image que ko construit', withImage('ko://github.com/equipe/api/cmd/api'), 'undetermined', ['?k8s/a.yaml:14']],
    ...['skaffold.yaml', 'app/skaffold-prod.yml', 'Tiltfile', 'devspace.yaml'].map((tool): Case => [
      `un nom que complète ${tool}`,
      { ...withImage('api'), [tool]: null },
      'undetermined',
      ['?k8s/a.yaml:14'],
    ]),
    ['latest, que Skaffold n’ajoute pas', { ...withImage('api:latest'), 'skaffold.yaml': null }, 'violation', ['!k8s/a.yaml:14']],
    [
      'l’image de Kubebuilder, que son Makefile remplace',
      { ...withImage('controller:latest'), PROJECT: null },
      'undetermined',
      ['?k8s/a.yaml:14'],
    ],
    ['une image du même nom, sans Kubebuilder', withImage('controller:latest'), 'violation', ['!k8s/a.yaml:14']],
    ['sans version, le registre mis au déploiement', withImage('"${REGISTRY}/b"'), 'violation', ['!k8s/a.yaml:14']],
    ['une version connue, le registre mis au déploiement', withImage('"{{ registre }}/b:1.2"'), 'conforming', []],
    ['un préfixe mis au déploiement', withImage('"${PREFIXE}b"'), 'undetermined', ['?k8s/a.yaml:14']],
    ['latest, le reste mis au déploiement', withImage('${REGISTRY}/b:latest'), 'violation', ['!k8s/a.yaml:14']],
    ['une base qu’un autre dépôt complète', inBase(aDeployment([image, 'image: api'])), 'undetermined', ['?base/a.yaml:14']],
    [
      'les valeurs d’un chart',
      values('image:\n  repository: nginx\n  tag: latest\n'),
      'undetermined',
      ['?chart/values.yaml:3', '?chart/Chart.yaml:1'],
    ],
  ],
  'disallow-hostpath': [
    [
      'un emptyDir',
      one(aDeployment(['      containers:', '      volumes: [{ name: a, emptyDir: {} }]\n      containers:'])),
      'conforming',
      [],
    ],
    [
      'un hostPath',
      one(aDeployment(['      containers:', '      volumes:\n        - name: a\n          hostPath: { path: / }\n      containers:'])),
      'violation',
      ['!k8s/a.yaml:14'],
    ],
    ['un PersistentVolume', one(aManifest('PersistentVolume', 'spec:\n  hostPath: { path: /data }')), 'violation', ['!k8s/a.yaml:5']],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'limit-size-pvc': [
    ['petit', one(pvc('10Gi')), 'conforming', []],
    ['juste au-dessous', one(pvc('1023Gi')), 'conforming', []],
    ['1T est moins que 1Ti', one(pvc('1T')), 'conforming', []],
    ['1Ti', one(pvc('1Ti')), 'violation', ['!k8s/a.yaml:7']],
    ['en octets', one(pvc('1099511627776')), 'violation', ['!k8s/a.yaml:7']],
    ['en exposant', one(pvc('2e12')), 'violation', ['!k8s/a.yaml:7']],
    ['mis au déploiement', one(pvc('${SIZE}')), 'undetermined', ['?k8s/a.yaml:7']],
    ['pas écrit', one(aManifest('PersistentVolumeClaim', 'spec: {}')), 'undetermined', ['?k8s/a.yaml:1']],
    [
      'un StatefulSet',
      one(aManifest('StatefulSet', 'spec:\n  volumeClaimTemplates:\n    - spec:\n        resources: { requests: { storage: 2Ti } }')),
      'violation',
      ['!k8s/a.yaml:7'],
    ],
    [
      'un volume éphémère',
      one(
        pod(
          '{ containers: [{ name: a, image: b:1 }], volumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: 5Pi } } } } } }] }',
        ),
      ),
      'violation',
      ['!k8s/a.yaml:4'],
    ],
  ],
  'need-containers-ressources': [
    ['les quatre', one(aDeployment()), 'conforming', []],
    ['mises au déploiement', one(aDeployment(['memory: 256Mi', 'memory: "${MEM}"'])), 'conforming', []],
    ['une quantité vide', one(aDeployment(['cpu: 100m', 'cpu: ""'])), 'violation', ['!k8s/a.yaml:18']],
    ['une unité inconnue', one(aDeployment(['memory: 256Mi', 'memory: 256MB'])), 'violation', ['!k8s/a.yaml:18']],
    ['un nombre négatif', one(aDeployment(['memory: 256Mi', 'memory: -1'])), 'violation', ['!k8s/a.yaml:18']],
    ['un texte', one(aDeployment(['cpu: 500m', 'cpu: beaucoup'])), 'violation', ['!k8s/a.yaml:18']],
    [
      'sans limite',
      one(aDeployment([resources, 'resources: { requests: { cpu: 100m, memory: 128Mi } }'])),
      'violation',
      ['!k8s/a.yaml:18'],
    ],
    ['sans rien', one(aDeployment([resources, 'tty: true'])), 'violation', ['!k8s/a.yaml:13']],
    ['un conteneur d’initialisation', one(aDeployment(['      containers:', init])), 'violation', ['!k8s/a.yaml:13']],
    ['une base qu’un autre dépôt complète', inBase(aDeployment([resources, 'tty: true'])), 'undetermined', ['?base/a.yaml:13']],
    ['les valeurs d’un chart', values('resources: {}\n'), 'undetermined', ['?chart/values.yaml:1', '?chart/Chart.yaml:1']],
  ],
  'restrict-image-registry': [
    ['docker.io', one(aDeployment()), 'conforming', []],
    ['le nom court d’une image officielle', withImage('nginx:1'), 'undetermined', ['?k8s/a.yaml:14']],
    ['le nom d’un projet de Docker Hub', withImage('equipe/app:1'), 'undetermined', ['?k8s/a.yaml:14']],
    ['un nom court à version inconnue', withImage('"postgres:${V}"'), 'undetermined', ['?k8s/a.yaml:14']],
    ['un registre écrit, une version inconnue', withImage('docker.io/library/nginx:${VERSION}'), 'conforming', []],
    ['bitnami/, avec un conseil', withImage('bitnami/redis:7'), 'conforming', ['+k8s/a.yaml:14']],
    ['le Harbor de la plateforme', withImage('harbor.apps.exemple.numerique-interieur.com/equipe/app:1'), 'conforming', []],
    [
      'le Harbor de la plateforme dans les valeurs d’un chart',
      values('image: { repository: harbor.apps.exemple.numerique-interieur.com/equipe/app, tag: "1.0" }\n'),
      'undetermined',
      ['?chart/Chart.yaml:1'],
    ],
    [
      'un Harbor d’ailleurs dans les valeurs d’un chart',
      values('image: { repository: harbor.exemple.fr/equipe/app, tag: "1.0" }\n'),
      'undetermined',
      ['?chart/values.yaml:1', '?chart/Chart.yaml:1'],
    ],
    ['ghcr.io', withImage('ghcr.io/a/b:1'), 'conforming', []],
    ['localhost', withImage('localhost:5000/x:1'), 'violation', ['!k8s/a.yaml:14']],
    ['une autre forge', withImage('registry.gitlab.com/a/b:1'), 'violation', ['!k8s/a.yaml:14']],
    ['le Harbor de la plateforme peut-être', withImage('harbor.exemple.gouv.fr/a/b:1'), 'undetermined', ['?k8s/a.yaml:14']],
    [
      'le registre de la plateforme dans le ministère',
      withImage('registry.dso.interieur.rie.gouv.fr/a/b:1'),
      'undetermined',
      ['?k8s/a.yaml:14'],
    ],
    [
      'une autre machine de la plateforme dans le ministère',
      withImage('images.dso.interieur.rie.gouv.fr/a/b:1'),
      'undetermined',
      ['?k8s/a.yaml:14'],
    ],
    ['un registre du ministère qui n’est pas d’elle', withImage('registre.interieur.rie.gouv.fr/a/b:1'), 'violation', ['!k8s/a.yaml:14']],
    [
      'un domaine qui imite celui de la plateforme',
      withImage('a.dso.interieur.rie.gouv.fr.exemple.com/b:1'),
      'violation',
      ['!k8s/a.yaml:14'],
    ],
    ['un registre mis au déploiement', withImage('${REGISTRY}/b:1'), 'undetermined', ['?k8s/a.yaml:14']],
    ['un registre écrit, la suite mise au déploiement', withImage('gcr.io/${NAME}:1'), 'violation', ['!k8s/a.yaml:14']],
    [
      'les valeurs d’un chart',
      values('image:\n  registry: gcr.io\n  repository: a/b\n'),
      'undetermined',
      ['?chart/values.yaml:2', '?chart/Chart.yaml:1'],
    ],
  ],
  'restrict-nodeport': [
    ['ClusterIP', one(aManifest('Service', 'spec:\n  type: ClusterIP')), 'conforming', []],
    ['par défaut', one(aManifest('Service', 'spec: {}')), 'conforming', []],
    ['NodePort', one(aManifest('Service', 'spec:\n  type: NodePort')), 'violation', ['!k8s/a.yaml:5']],
    ['mis au déploiement', one(aManifest('Service', 'spec:\n  type: ${TYPE}')), 'undetermined', ['?k8s/a.yaml:5']],
    ['les valeurs d’un chart', values('service:\n  type: NodePort\n'), 'undetermined', ['?chart/values.yaml:2', '?chart/Chart.yaml:1']],
  ],
  'need-liveness-readiness': [
    ['une sonde', one(aDeployment()), 'conforming', []],
    ['startup compte', one(aDeployment(['readinessProbe', 'startupProbe'])), 'conforming', []],
    ['les conteneurs d’initialisation n’en ont pas besoin', one(aDeployment(['      containers:', init])), 'conforming', []],
    ['aucune sonde', one(aDeployment([probe, ''])), 'violation', ['!k8s/a.yaml:13']],
    [
      'une sonde vide',
      one(aDeployment(['readinessProbe: { httpGet: { path: /sante, port: 8080 } }', 'readinessProbe: {}'])),
      'violation',
      ['!k8s/a.yaml:13'],
    ],
    [
      'une sonde qui n’essaie rien',
      one(aDeployment(['{ httpGet: { path: /sante, port: 8080 } }', '{ initialDelaySeconds: 5 }'])),
      'violation',
      ['!k8s/a.yaml:13'],
    ],
    ['une sonde par commande', one(aDeployment(['httpGet: { path: /sante, port: 8080 }', 'exec: { command: [vrai] }'])), 'conforming', []],
    ['une sonde gRPC', one(aDeployment(['httpGet: { path: /sante, port: 8080 }', 'grpc: { port: 9000 }'])), 'conforming', []],
    [
      'un Job n’en a pas l’usage, la politique peut en demander une',
      job('Job', 'spec: { template: { spec: { containers: [{ name: a, image: b:1 }] } } }'),
      'undetermined',
      ['?k8s/a.yaml:4'],
    ],
    [
      'un CronJob non plus',
      job('CronJob', 'spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: b:1 }] } } } } }'),
      'undetermined',
      ['?k8s/a.yaml:4'],
    ],
    [
      'un Pod qui s’arrête de lui-même',
      one(pod('{ restartPolicy: Never, containers: [{ name: a, image: b:1 }] }')),
      'undetermined',
      ['?k8s/a.yaml:4'],
    ],
    ['une base qu’un autre dépôt complète', inBase(aDeployment([probe, ''])), 'undetermined', ['?base/a.yaml:13']],
  ],
  'job-history': [
    ['5 et 5', cron('  successfulJobsHistoryLimit: 5\n  failedJobsHistoryLimit: 5\n'), 'conforming', []],
    ['absents : la plateforme les ajoute', cron(''), 'conforming', []],
    ['d’autres valeurs', cron('  successfulJobsHistoryLimit: 3\n  failedJobsHistoryLimit: 0\n'), 'conforming', []],
    ['entre guillemets, ce que Kubernetes refuse', cron('  successfulJobsHistoryLimit: "5"\n'), 'violation', ['!k8s/a.yaml:5']],
    ['un nombre que dit son signe', cron('  successfulJobsHistoryLimit: !!int "5"\n'), 'conforming', []],
    ['un texte', cron('  failedJobsHistoryLimit: cinq\n'), 'violation', ['!k8s/a.yaml:5']],
    ['mis au déploiement', cron('  successfulJobsHistoryLimit: 5\n  failedJobsHistoryLimit: ${N}\n'), 'undetermined', ['?k8s/a.yaml:6']],
  ],
  'read-only-root-filesystem': [
    ['en lecture seule', one(aDeployment()), 'conforming', []],
    [
      'entre guillemets, ce que Kubernetes refuse',
      one(aDeployment(['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: "true"'])),
      'violation',
      ['!k8s/a.yaml:16'],
    ],
    ['écrit autrement', one(aDeployment(['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: True'])), 'conforming', []],
    [
      'accessible en écriture',
      one(aDeployment(['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'])),
      'violation',
      ['!k8s/a.yaml:16'],
    ],
    ['pas écrit', one(aDeployment([security, 'tty: true'])), 'violation', ['!k8s/a.yaml:13']],
    [
      'mis au déploiement',
      one(aDeployment(['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: "${RO}"'])),
      'undetermined',
      ['?k8s/a.yaml:16'],
    ],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
} as const satisfies Readonly<Record<string, readonly Case[]>>;
