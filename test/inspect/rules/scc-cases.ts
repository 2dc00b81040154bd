import { aChart, aDeployment, type Case } from './cases.ts';

const one = (text: string) => ({ 'k8s/a.yaml': text });
const secured = (written: string) => one(aDeployment(['runAsNonRoot: true', `runAsNonRoot: true, ${written}`]));
const podSecured = (written: string) => one(aDeployment(['      containers:', `      securityContext: { ${written} }\n      containers:`]));
const withVolume = (written: string) =>
  one(aDeployment(['      containers:', `      volumes: [{ name: v, ${written} }]\n      containers:`]));
const init = '      initContainers:\n        - name: init\n          image: quay.io/equipe/init:2\n      containers:';

/** What `openshift-scc` says of manifests. */
export const sccCases = {
  'openshift-scc': [
    ['rien de fixé', one(aDeployment()), 'conforming', []],
    ['un utilisateur fixé', secured('runAsUser: 1000'), 'violation', ['!k8s/a.yaml:16']],
    ['root, que rootless dit aussi', secured('runAsUser: 0'), 'violation', ['!k8s/a.yaml:16']],
    ['root pour le pod', podSecured('runAsUser: 0'), 'violation', ['!k8s/a.yaml:12']],
    ['root écrit avec deux zéros', secured('runAsUser: 00'), 'violation', ['!k8s/a.yaml:16']],
    ['des groupes de plus sont un conseil', podSecured('supplementalGroups: [1000]'), 'conforming', ['+k8s/a.yaml:12']],
    ['aucun groupe de plus', podSecured('supplementalGroups: []'), 'conforming', []],
    ['le groupe root est un conseil', secured('runAsGroup: 0'), 'conforming', ['+k8s/a.yaml:16']],
    ['les appels du noyau sans garde', secured('seccompProfile: { type: Unconfined }'), 'violation', ['!k8s/a.yaml:16']],
    ['les appels du noyau gardés par le nœud', podSecured('seccompProfile: { type: RuntimeDefault }'), 'conforming', []],
    ['une étiquette SELinux', podSecured('seLinuxOptions: { type: spc_t }'), 'violation', ['!k8s/a.yaml:12']],
    ['un niveau SELinux', podSecured('seLinuxOptions: { level: "s0:c1,c2" }'), 'undetermined', ['?k8s/a.yaml:12']],
    ['une capacité mise au déploiement', secured('capabilities: { add: ["${CAPACITE}"] }'), 'undetermined', ['?k8s/a.yaml:16']],
    ['une étiquette SELinux mise au déploiement', podSecured('seLinuxOptions: { type: "$(TYPE)" }'), 'undetermined', ['?k8s/a.yaml:12']],
    ['un réglage mis au déploiement', podSecured('sysctls: [{ name: "${REGLAGE}", value: "1" }]'), 'undetermined', ['?k8s/a.yaml:12']],
    ['/proc démasqué', secured('procMount: Unmasked'), 'violation', ['!k8s/a.yaml:16']],
    [
      'un réglage du noyau qui n’est pas sûr',
      podSecured('sysctls: [{ name: net.core.somaxconn, value: "1" }]'),
      'violation',
      ['!k8s/a.yaml:12'],
    ],
    [
      'un réglage du noyau qui l’est',
      podSecured('sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "80" }]'),
      'conforming',
      [],
    ],
    ['un dossier du nœud, que disallow-hostpath dit aussi', withVolume('hostPath: { path: /var/log }'), 'violation', ['!k8s/a.yaml:12']],
    ['un volume NFS', withVolume('nfs: { server: nas, path: / }'), 'violation', ['!k8s/a.yaml:12']],
    ['un volume demandé au cluster', withVolume('persistentVolumeClaim: { claimName: x }'), 'conforming', []],
    ['un volume éphémère', withVolume('ephemeral: { volumeClaimTemplate: { spec: {} } }'), 'conforming', []],
    ['un utilisateur fixé pour le pod', podSecured('runAsUser: 1001'), 'violation', ['!k8s/a.yaml:12']],
    ['un groupe de volumes fixé', podSecured('fsGroup: 1000'), 'violation', ['!k8s/a.yaml:12']],
    ['un groupe de volumes root', podSecured('fsGroup: 0'), 'violation', ['!k8s/a.yaml:12']],
    ['un utilisateur de la plage d’un projet', secured('runAsUser: 1000680000'), 'undetermined', ['?k8s/a.yaml:16']],
    ['un utilisateur mis au déploiement', secured('runAsUser: "${UID}"'), 'undetermined', ['?k8s/a.yaml:16']],
    ['un groupe fixé est un conseil', podSecured('runAsGroup: 1000'), 'conforming', ['+k8s/a.yaml:12']],
    ['une élévation de privilège', secured('allowPrivilegeEscalation: true'), 'violation', ['!k8s/a.yaml:16']],
    ['un conteneur privilégié', secured('privileged: true'), 'violation', ['!k8s/a.yaml:16']],
    ['un conteneur qui ne l’est pas', secured('privileged: false'), 'conforming', []],
    ['sans élévation de privilège', secured('allowPrivilegeEscalation: false'), 'conforming', []],
    ['une capacité', secured('capabilities: { add: [NET_ADMIN], drop: [ALL] }'), 'violation', ['!k8s/a.yaml:16']],
    ['une capacité admise est un conseil', secured('capabilities: { add: [NET_BIND_SERVICE] }'), 'conforming', ['+k8s/a.yaml:16']],
    ['des capacités retirées', secured('capabilities: { drop: [ALL] }'), 'conforming', []],
    [
      'le réseau du nœud',
      one(aDeployment(['      containers:', '      hostNetwork: true\n      containers:'])),
      'violation',
      ['!k8s/a.yaml:12'],
    ],
    [
      'un port du nœud',
      one(aDeployment(['containerPort: 8080 }', 'containerPort: 8080, hostPort: 8080 }'])),
      'violation',
      ['!k8s/a.yaml:15'],
    ],
    [
      'un utilisateur fixé au conteneur d’initialisation',
      one(
        aDeployment([
          '      containers:',
          init.replace('\n      containers', '\n          securityContext: { runAsUser: 5 }\n      containers'),
        ]),
      ),
      'violation',
      ['!k8s/a.yaml:15'],
    ],
    ['un chart', aChart, 'undetermined', ['?chart/Chart.yaml:1']],
  ],
} as const satisfies Readonly<Record<string, readonly Case[]>>;
