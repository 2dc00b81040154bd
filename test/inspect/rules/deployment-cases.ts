import type { ChartRendering, ClusterAnswer } from '../../../src/inspect/helm/rendering.ts';
import { aChart, aDeployment, type Case, type Files } from './cases.ts';

const one = (...texts: readonly string[]): Files => ({ 'k8s/a.yaml': texts.join('---\n') });
const image = 'image: docker.io/equipe/api:1.4.0';
const withImage = (name: string) => one(aDeployment([image, `image: ${name}`]));
const ports = 'ports: [{ containerPort: 8080 }]';
const probe = 'readinessProbe: { httpGet: { path: /sante, port: 8080 } }';
const service = (port: string, name = 'api', selector = 'app: api') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec:\n  selector: { ${selector} }\n  ports: [{ ${port} }]\n`;
const ingress = (backend: string, host = 'api.interieur.gouv.fr') =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: api }\nspec:\n  rules:\n    - host: ${host}\n      http: { paths: [{ path: /, backend: { service: { ${backend} } } }] }\n`;
const route = (port: string, host = 'api.interieur.gouv.fr') =>
  `apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: api }\nspec:\n  host: ${host}\n  to: { kind: Service, name: api }\n  port: { targetPort: ${port} }\n`;
const web = 'name: http, port: 80, targetPort: 8080';
const harbor = 'harbor.numerique-interieur.com/equipe/api:1.4.0';
const fromHarbor = (...changes: readonly (readonly [string, string])[]) => aDeployment([image, `image: ${harbor}`], ...changes);
const pod = '      containers:';

const wanting = { 'chart/Chart.yaml': 'name: a\nversion: 1.0.0\nkubeVersion: ">=1.30"\n' };

/** What Helm says of the clusters of a process. */
const answered = (...answers: readonly ClusterAnswer['takes'][]): readonly ChartRendering[] => [
  { chart: 'chart/Chart.yaml', renderings: [], clusters: answers.map((takes) => ({ platform: 'OVH', kubernetes: '1.30', takes })) },
];

/** What each rule over what is deployed together says. */
export const deploymentCases = {
  'port-coherence': [
    [
      'un nom d’un autre protocole',
      one(
        aDeployment([ports, 'ports: [{ name: dns, containerPort: 5353, protocol: UDP }, { containerPort: 8080 }]']),
        service('port: 53, targetPort: dns'),
      ),
      'violation',
      ['!k8s/a.yaml:25'],
    ],
    [
      'un nom du même protocole, autre que TCP',
      one(
        aDeployment([`${ports}\n`, 'ports: [{ name: dns, containerPort: 5353, protocol: UDP }, { containerPort: 8080 }]\n']),
        service('port: 53, protocol: UDP, targetPort: dns'),
      ),
      'conforming',
      [],
    ],
    ['tout concorde', one(aDeployment(), service(web), ingress('name: api, port: { number: 80 }')), 'conforming', []],
    [
      'par des noms',
      one(
        aDeployment([ports, 'ports: [{ name: web, containerPort: 8080 }]'], [probe, 'readinessProbe: { httpGet: { port: web } }']),
        service('name: http, port: 80, targetPort: web'),
        ingress('name: api, port: { name: http }'),
      ),
      'conforming',
      [],
    ],
    [
      'une sonde vise un port UDP par son nom',
      one(
        aDeployment(
          [ports, 'ports: [{ name: u, containerPort: 8080, protocol: UDP }]'],
          [probe, 'readinessProbe: { tcpSocket: { port: u } }'],
        ),
      ),
      'undetermined',
      ['?k8s/a.yaml:17'],
    ],
    [
      'une sonde vise un port UDP par son numéro',
      one(aDeployment([ports, 'ports: [{ containerPort: 8080, protocol: UDP }]'], [probe, 'livenessProbe: { httpGet: { port: 8080 } }'])),
      'undetermined',
      ['?k8s/a.yaml:17'],
    ],
    [
      'une sonde vise un port déclaré en TCP et en UDP',
      one(
        aDeployment(
          [ports, 'ports: [{ containerPort: 8080, protocol: UDP }, { containerPort: 8080, protocol: TCP }]'],
          [probe, 'livenessProbe: { grpc: { port: 8080 } }'],
        ),
      ),
      'conforming',
      [],
    ],
    [
      'un nom de port trop long',
      one(aDeployment([ports, 'ports: [{ name: n234567890123456, containerPort: 8080 }]'])),
      'violation',
      ['!k8s/a.yaml:15'],
    ],
    [
      'un nom de port de 15 caractères',
      one(aDeployment([ports, 'ports: [{ name: n23456789012345, containerPort: 8080 }]'])),
      'conforming',
      [],
    ],
    [
      'un nom de port sans lettre',
      one(aDeployment([ports, 'ports: [{ name: "8080", containerPort: 8080 }]'])),
      'violation',
      ['!k8s/a.yaml:15'],
    ],
    [
      'un numéro de port qui n’existe pas',
      one(aDeployment([ports, 'ports: [{ containerPort: 123456 }]'])),
      'violation',
      ['!k8s/a.yaml:15'],
    ],
    [
      'un service vers un numéro qui n’existe pas',
      one(aDeployment(), service('port: 80, targetPort: 123456')),
      'violation',
      ['!k8s/a.yaml:25'],
    ],
    [
      'un service vers un nom trop long',
      one(aDeployment(), service('port: 80, targetPort: n234567890123456')),
      'violation',
      ['!k8s/a.yaml:25'],
    ],
    ['un service dont la cible est 0 vise son propre port', one(aDeployment(), service('port: 8080, targetPort: 0')), 'conforming', []],
    ['une Route par le nom du port du service', one(aDeployment(), service(web), route('http')), 'conforming', []],
    ['une Route par le numéro du pod', one(aDeployment(), service(web), route('8080')), 'conforming', []],
    [
      'une sonde sur un nom que rien ne porte',
      one(aDeployment([probe, 'readinessProbe: { httpGet: { port: web } }'])),
      'violation',
      ['!k8s/a.yaml:17'],
    ],
    [
      'une sonde qui appelle une autre machine',
      one(aDeployment([probe, 'readinessProbe: { httpGet: { host: a.b, port: 9000 } }'])),
      'conforming',
      [],
    ],
    [
      'un service vers un nom que rien ne porte',
      one(aDeployment(), service('port: 80, targetPort: http')),
      'violation',
      ['!k8s/a.yaml:25'],
    ],
    [
      'un Ingress vers un port que le service n’a pas',
      one(aDeployment(), service(web), ingress('name: api, port: { number: 8080 }')),
      'violation',
      ['!k8s/a.yaml:33'],
    ],
    [
      'un Ingress vers un nom que le service n’a pas',
      one(aDeployment(), service(web), ingress('name: api, port: { name: web }')),
      'violation',
      ['!k8s/a.yaml:33'],
    ],
    [
      'un Ingress d’avant',
      one(
        service(web, 'api', 'app: x'),
        'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: i }\nspec: { backend: { serviceName: api, servicePort: 8080 } }\n',
      ),
      'violation',
      ['?k8s/a.yaml:5', '!k8s/a.yaml:11'],
    ],
    ['une Route vers un nom que le service n’a pas', one(aDeployment(), service(web), route('web')), 'violation', ['!k8s/a.yaml:33']],
    ['une Route vers un numéro inconnu', one(aDeployment(), service(web), route('9000')), 'undetermined', ['?k8s/a.yaml:33']],
    ['un service vers un port qui n’est pas déclaré', one(aDeployment(), service('port: 80')), 'undetermined', ['?k8s/a.yaml:25']],
    [
      'un service d’un pod qui ne déclare rien',
      one(aDeployment([ports, 'tty: true'], [probe, 'readinessProbe: { exec: { command: [a] } }']), service(web)),
      'undetermined',
      ['?k8s/a.yaml:25'],
    ],
    [
      'une sonde sur un port qui n’est pas déclaré',
      one(aDeployment([probe, 'livenessProbe: { tcpSocket: { port: 9000 } }'])),
      'undetermined',
      ['?k8s/a.yaml:17'],
    ],
    ['une sonde d’un pod qui ne déclare rien', one(aDeployment([ports, 'tty: true'])), 'conforming', []],
    ['un service sans pod', one(service(web, 'api', 'app: autre')), 'undetermined', ['?k8s/a.yaml:5']],
    ['un service d’ailleurs', one(ingress('name: autre, port: { number: 80 }')), 'undetermined', ['?k8s/a.yaml:7']],
    [
      'un Ingress hors de la kustomization qui fait le service',
      {
        'k8s/ingress.yaml': ingress('name: api, port: { number: 80 }'),
        'k8s/kustomization.yaml': 'resources: [a.yaml]\n',
        'k8s/a.yaml': `${aDeployment()}---\n${service(web)}`,
      },
      'conforming',
      [],
    ],
    [
      'un service sans sélecteur',
      one('apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80 }] }\n'),
      'conforming',
      [],
    ],
    [
      'un service d’un autre espace de noms',
      one(service(web).replace('name: api', 'name: api, namespace: a'), aDeployment(['name: api', 'name: api\n  namespace: b'])),
      'undetermined',
      ['?k8s/a.yaml:5'],
    ],
    [
      'deux environnements dans deux dossiers',
      {
        'dev/a.yaml': [aDeployment(), service(web), ingress('name: api, port: { number: 80 }')].join('---\n'),
        'prod/a.yaml': [aDeployment(), service('port: 8080'), ingress('name: api, port: { number: 8080 }')].join('---\n'),
      },
      'conforming',
      [],
    ],
    [
      'l’un des deux se trompe',
      {
        'dev/a.yaml': [aDeployment(), service(web), ingress('name: api, port: { number: 80 }')].join('---\n'),
        'prod/a.yaml': [aDeployment(), service(web), ingress('name: api, port: { number: 8080 }')].join('---\n'),
      },
      'violation',
      ['!prod/a.yaml:33'],
    ],
    ['un port mis au déploiement', one(aDeployment(), service('port: 80, targetPort: "${PORT}"')), 'conforming', []],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'placeholder-image': [
    ['une image', one(aDeployment()), 'conforming', []],
    ['le registre d’un exemple', withImage('registry.example.com/equipe/api:1'), 'violation', ['!k8s/a.yaml:14']],
    ['un nom à remplacer', withImage('docker.io/CHANGEME/api:1'), 'undetermined', ['?k8s/a.yaml:14']],
    ['des chevrons', withImage('"docker.io/<organisation>/api:1"'), 'undetermined', ['?k8s/a.yaml:14']],
    ['votre registre, en anglais', withImage('your-registry/api:1'), 'violation', ['!k8s/a.yaml:14']],
    ['celle que helm create écrit', withImage('nginx:1.16.0'), 'undetermined', ['?k8s/a.yaml:14']],
    ['une démonstration', withImage('docker.io/traefik/whoami:v1.10'), 'undetermined', ['?k8s/a.yaml:14']],
    ['un nom vague', withImage('docker.io/equipe/mon-image:1'), 'undetermined', ['?k8s/a.yaml:14']],
    ['un autre nginx', withImage('docker.io/library/nginx:1.27'), 'conforming', []],
    ['un nom qui contient celui d’un exemple', withImage('docker.io/equipe/exemplaire:1'), 'conforming', []],
    ['une application qui tient une liste de tâches', withImage('docker.io/equipe/todo-app:1'), 'conforming', []],
    ['un espace de noms qui s’appelle ainsi', withImage('docker.io/todo/todo:1'), 'conforming', []],
    ['une version à venir', withImage('docker.io/equipe/api:todo'), 'violation', ['!k8s/a.yaml:14']],
    ['une équipe dont le nom commence ainsi', withImage('docker.io/monequipe/api:1'), 'conforming', []],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'placeholder-host': [
    ['un nom', one(ingress('name: api')), 'conforming', []],
    ['sans nom', one(ingress('name: api', '')), 'conforming', []],
    ['toutes les machines d’un domaine', one(ingress('name: api', '"*.api.interieur.gouv.fr"')), 'conforming', []],
    ['celui que helm create écrit', one(ingress('name: api', 'chart-example.local')), 'violation', ['!k8s/a.yaml:6']],
    ['un domaine réservé', one(ingress('name: api', 'api.example.com')), 'violation', ['!k8s/a.yaml:6']],
    ['une Route d’un domaine réservé', one(route('http', 'api.example.org')), 'violation', ['!k8s/a.yaml:5']],
    ['un nom à remplacer', one(ingress('name: api', 'changeme.interieur.gouv.fr')), 'undetermined', ['?k8s/a.yaml:6']],
    ['une application qui tient une liste de tâches', one(ingress('name: api', 'todo.interieur.gouv.fr')), 'conforming', []],
    ['une adresse entière', one(ingress('name: api', '"https://api.interieur.gouv.fr"')), 'violation', ['!k8s/a.yaml:6']],
    ['une majuscule', one(ingress('name: api', 'API.interieur.gouv.fr')), 'violation', ['!k8s/a.yaml:6']],
    ['une adresse IP', one(ingress('name: api', '192.0.2.10')), 'violation', ['!k8s/a.yaml:6']],
    ['un poste de développement', one(ingress('name: api', 'api.localhost')), 'undetermined', ['?k8s/a.yaml:6']],
    ['un exemple en français', one(ingress('name: api', 'api.exemple.fr')), 'undetermined', ['?k8s/a.yaml:6']],
    ['un nom mis au déploiement', one(ingress('name: api', '"${HOTE}"')), 'undetermined', ['?k8s/a.yaml:6']],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'registry-pull-secret': [
    ['une image publique', one(aDeployment()), 'not-applicable', []],
    [
      'le secret, au pod',
      one(fromHarbor([pod, '      imagePullSecrets: [{ name: registry-pull-secret }]\n      containers:'])),
      'conforming',
      [],
    ],
    [
      'le secret, à son compte de service',
      one(
        fromHarbor([pod, '      serviceAccountName: api\n      containers:']),
        'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: api }\nimagePullSecrets: [{ name: registry-pull-secret }]\n',
      ),
      'conforming',
      [],
    ],
    [
      'le secret, au compte que tous ont',
      one(
        fromHarbor(),
        'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default }\nimagePullSecrets: [{ name: registry-pull-secret }]\n',
      ),
      'conforming',
      [],
    ],
    ['rien', one(fromHarbor()), 'violation', ['!k8s/a.yaml:14']],
    [
      'rien, à l’initialisation',
      one(aDeployment([pod, `      initContainers: [{ name: i, image: "${harbor}" }]\n      containers:`])),
      'violation',
      ['!k8s/a.yaml:12'],
    ],
    [
      'un compte de service qui n’en a pas',
      one(
        fromHarbor([pod, '      serviceAccountName: api\n      containers:']),
        'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: api }\n',
      ),
      'violation',
      ['!k8s/a.yaml:15'],
    ],
    [
      'un compte de service d’ailleurs',
      one(fromHarbor([pod, '      serviceAccountName: api\n      containers:'])),
      'undetermined',
      ['?k8s/a.yaml:15'],
    ],
    [
      'un autre secret',
      one(fromHarbor([pod, '      imagePullSecrets: [{ name: harbor }]\n      containers:'])),
      'undetermined',
      ['?k8s/a.yaml:15'],
    ],
    ['un Harbor qui est peut-être celui de la plateforme', withImage('harbor.exemple.fr/equipe/api:1'), 'undetermined', ['?k8s/a.yaml:14']],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'image-pull-policy': [
    ['pas écrite', one(aDeployment()), 'conforming', []],
    ['IfNotPresent', one(aDeployment([image, `imagePullPolicy: IfNotPresent\n          ${image}`])), 'conforming', []],
    ['Always', one(aDeployment([image, `imagePullPolicy: Always\n          ${image}`])), 'violation', ['!k8s/a.yaml:14']],
    ['Never', one(aDeployment([image, `imagePullPolicy: Never\n          ${image}`])), 'violation', ['!k8s/a.yaml:14']],
    ['vide, que Kubernetes remplace', one(aDeployment([image, `imagePullPolicy: ""\n          ${image}`])), 'conforming', []],
    ['mal écrite', one(aDeployment([image, `imagePullPolicy: ifNotPresent\n          ${image}`])), 'violation', ['!k8s/a.yaml:14']],
    ['mise au déploiement', one(aDeployment([image, `imagePullPolicy: "\${P}"\n          ${image}`])), 'undetermined', ['?k8s/a.yaml:14']],
    [
      'à l’initialisation',
      one(aDeployment([pod, '      initContainers: [{ name: i, image: "quay.io/a/b:1", imagePullPolicy: Always }]\n      containers:'])),
      'violation',
      ['!k8s/a.yaml:12'],
    ],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
  'kube-version': [
    ['aucun chart', one(aDeployment()), 'not-applicable', []],
    ['un chart qui ne demande rien', aChart, 'not-applicable', []],
    ['une demande vide', { 'chart/Chart.yaml': 'name: a\nversion: 1.0.0\nkubeVersion: ""\n' }, 'not-applicable', []],
    ['une demande, et aucune plateforme pour la comparer', wanting, 'undetermined', ['?chart/Chart.yaml:3']],
    ['une plateforme qui convient', wanting, 'conforming', [], answered('yes')],
    ['une plateforme exclue', wanting, 'violation', ['!chart/Chart.yaml:3'], answered('no')],
    ['une plateforme exclue, une autre non', wanting, 'violation', ['!chart/Chart.yaml:3'], answered('yes', 'no')],
    ['un correctif qui en décide', wanting, 'undetermined', ['?chart/Chart.yaml:3'], answered('some')],
    ['Helm qui ne répond pas', wanting, 'undetermined', ['?chart/Chart.yaml:3'], answered('unknown')],
    [
      'celle d’un sous-chart, que Helm ne regarde pas',
      { ...aChart, 'chart/charts/b/Chart.yaml': 'name: b\nversion: 1.0.0\nkubeVersion: ">=1.30"\n' },
      'not-applicable',
      [],
    ],
  ],
} as const satisfies Readonly<Record<string, readonly Case[]>>;
