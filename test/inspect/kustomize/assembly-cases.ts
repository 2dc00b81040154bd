import type { RuleName } from '../../../src/config/checks-schema.ts';
import type { RuleOutcome } from '../../../src/dossier/checks/rules.ts';
import { aDeployment, type Files } from '../rules/cases.ts';

const image = 'image: docker.io/equipe/api:1.4.0';
const labels = '  labels: { app: api, env: preprod, tier: backend }\nspec';
const templateLabels = '      labels: { app: api, env: preprod, tier: backend }\n';
export const resources = '          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }\n';
export const bare = aDeployment(
  [labels, '  labels: { app: api, tier: backend }\nspec'],
  [templateLabels, '      labels: { app: api, tier: backend }\n'],
);

/** A base with a Deployment, and overlays by name. */
export function layers(deployment: string, overlays: Readonly<Record<string, string>>, more: Files = {}): Files {
  return {
    'base/kustomization.yaml': 'resources:\n  - deployment.yaml\n',
    'base/deployment.yaml': deployment,
    ...Object.fromEntries(
      Object.entries(overlays).map(([name, rest]) => [`overlays/${name}/kustomization.yaml`, `resources:\n  - ../../base\n${rest}`]),
    ),
    ...more,
  };
}
const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n${resources}`;
const patched = (reference: string) => layers(aDeployment([resources, '']), { prod: reference }, { 'overlays/prod/patch.yaml': patch });
const volumes = '      volumes: [{ name: v, hostPath: { path: / } }]\n      containers:';
const renamed = (written: string, entry: string) => layers(aDeployment([image, written]), { prod: `images:\n  - name: api\n${entry}` });

const generated = (rest: string, more: Files): Files => ({
  'k/kustomization.yaml': `configMapGenerator:\n  - name: c\n    literals: [A=1]\n    ${rest}\n`,
  ...more,
});

/** A title, the rule, the files, then the outcome and each finding as rule cases tell them. */
export type AssemblyCase = readonly [title: string, rule: RuleName, files: Files, outcome: RuleOutcome, ...findings: readonly string[]];

/** What overlays bring to their base: judged here, and compared with what Kustomize makes of the same files. */
export const assemblyCases: readonly AssemblyCase[] = [
  [
    'des étiquettes, par labels',
    'check-labels',
    layers(bare, { prod: 'labels:\n  - pairs: { env: prod }\n    includeTemplates: true\n' }),
    'conforming',
  ],
  ['des étiquettes, par commonLabels', 'check-labels', layers(bare, { prod: 'commonLabels: { env: prod }\n' }), 'conforming'],
  [
    'des étiquettes sans le modèle de pod',
    'check-labels',
    layers(bare, { prod: 'labels: [{ pairs: { env: prod } }]\n' }),
    'violation',
    '!base/deployment.yaml:10',
  ],
  [
    'une étiquette d’une valeur hors de la liste, là où elle est écrite',
    'check-labels',
    layers(bare, { prod: 'commonLabels: { env: production }\n' }),
    'conforming',
    '+overlays/prod/kustomization.yaml:3',
  ],
  [
    'la version d’une image',
    'disallow-latest',
    renamed('image: api', '    newName: ghcr.io/equipe/api\n    newTag: "2.0"\n'),
    'conforming',
  ],
  [
    'le registre d’une image',
    'restrict-image-registry',
    renamed('image: api', '    newName: ghcr.io/equipe/api\n    newTag: "2.0"\n'),
    'conforming',
  ],
  [
    'la version d’une image désignée par son empreinte',
    'disallow-latest',
    renamed(`image: api@sha256:${'a'.repeat(64)}`, '    newName: ghcr.io/equipe/api\n    newTag: latest\n'),
    'violation',
    '!overlays/prod/kustomization.yaml:6',
  ],
  [
    'le registre d’une image désignée par son empreinte',
    'restrict-image-registry',
    renamed(`image: api@sha256:${'a'.repeat(64)}`, '    newName: ghcr.io/equipe/api\n    newTag: latest\n'),
    'conforming',
  ],
  [
    'une version latest, là où elle est écrite',
    'disallow-latest',
    layers(aDeployment(), { prod: 'images:\n  - name: docker.io/equipe/api\n    newTag: latest\n' }),
    'violation',
    '!overlays/prod/kustomization.yaml:5',
  ],
  ...['""', 'null', '~'].map((tag): AssemblyCase => {
    const files = layers(aDeployment(), { prod: `images:\n  - name: docker.io/equipe/api\n    newTag: ${tag}\n    newName: ${tag}\n` });
    return [`une version vide, ${tag}, qui ne dit rien`, 'disallow-latest', files, 'conforming'];
  }),
  [
    'une étiquette commune que patchesJson6902 retire ensuite',
    'check-labels',
    layers(bare, {
      prod: 'commonLabels: { env: prod }\npatchesJson6902:\n  - target: { group: apps, version: v1, kind: Deployment, name: api }\n    patch: |-\n      - { op: remove, path: /spec/template/metadata/labels/env }\n',
    }),
    'violation',
    '!base/deployment.yaml:10',
  ],
  [
    'un secret de registre qui s’ajoute à celui de la base',
    'registry-pull-secret',
    layers(
      aDeployment(
        [image, 'image: harbor.numerique-interieur.com/equipe/api:1.4.0'],
        ['      containers:', '      imagePullSecrets: [{ name: registry-pull-secret }]\n      containers:'],
      ),
      {
        prod: 'patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: api }\n      spec: { template: { spec: { imagePullSecrets: [{ name: autre }] } } }\n',
      },
    ),
    'conforming',
  ],
  ...['dev-api-v2', 'api', 'dev-api-v2-b'].map((name): AssemblyCase => {
    const base = layers(aDeployment(['      containers:', volumes]), {});
    const files = {
      ...base,
      'milieu/kustomization.yaml': 'resources: [../base]\nnamePrefix: dev-\nnameSuffix: -v2\n',
      'haut/kustomization.yaml': 'resources: [../milieu]\nnameSuffix: -b\n',
      'prod/kustomization.yaml': `resources: [../haut]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: ${name} }\n      spec: { template: { spec: { volumes: [{ name: v, $patch: delete }] } } }\n`,
    };
    return [`un correctif de l’un des noms que des couches donnent, ${name}`, 'disallow-hostpath', files, 'conforming'];
  }),
  [
    'une ConfigMap remplacée sous le nom qu’une couche lui donne',
    'cm-no-credentials',
    {
      'bas/kustomization.yaml': 'namePrefix: p-\nconfigMapGenerator: [{ name: g, literals: [DB_PASSWORD=x] }]\n',
      'prod/kustomization.yaml': 'resources: [../bas]\nconfigMapGenerator: [{ name: p-g, behavior: replace, literals: [A=1] }]\n',
    },
    'conforming',
  ],
  [
    'un correctif dans un fichier, qui n’est pas jugé comme un manifeste entier',
    'need-containers-ressources',
    patched('patches: [{ path: patch.yaml }]\n'),
    'conforming',
  ],
  [
    'un correctif stratégique dans un fichier',
    'need-containers-ressources',
    patched('patchesStrategicMerge: [patch.yaml]\n'),
    'conforming',
  ],
  [
    'un correctif que rien n’emploie',
    'need-containers-ressources',
    patched(''),
    'violation',
    '!base/deployment.yaml:13',
    '?overlays/prod/patch.yaml:1',
  ],
  [
    'un correctif écrit sur place, avec ses lignes',
    'disallow-latest',
    layers(aDeployment(), {
      prod: 'patches:\n  - target: { kind: Deployment }\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/image\n        value: nginx:latest\n',
    }),
    'violation',
    '!overlays/prod/kustomization.yaml:8',
  ],
  [
    'un correctif qui retire',
    'disallow-hostpath',
    layers(aDeployment(['      containers:', volumes]), {
      prod: 'patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: api }\n      spec: { template: { spec: { volumes: [{ name: v, $patch: delete }] } } }\n',
    }),
    'conforming',
  ],
  [
    'un composant',
    'check-labels',
    layers(
      bare,
      { prod: 'components: [../../components/env]\n' },
      { 'components/env/kustomization.yaml': 'kind: Component\ncommonLabels: { env: prod }\n' },
    ),
    'conforming',
  ],
  [
    'une base d’ailleurs',
    'check-labels',
    { 'k/kustomization.yaml': 'resources:\n  - https://github.com/a/b?ref=v1\n' },
    'undetermined',
    '?k/kustomization.yaml:2',
  ],
  [
    'une base d’ailleurs, pour une règle sur les images',
    'linux-base',
    { 'k/kustomization.yaml': 'resources:\n  - https://github.com/a/b?ref=v1\n' },
    'undetermined',
    '?k/kustomization.yaml:2',
  ],
  ['une base sans overlay', 'check-labels', layers(bare, {}), 'undetermined', '?base/deployment.yaml:10'],
  [
    'un fichier versé dans une ConfigMap, qui est lu',
    'cm-no-credentials',
    generated('files: [a.yaml]', { 'k/a.yaml': 'db_password: x\n' }),
    'violation',
    '!k/kustomization.yaml:4',
  ],
  [
    'un fichier versé sous une autre clé',
    'cm-no-credentials',
    generated('files: [passwd=a.yaml]', { 'k/a.yaml': 'a: x\n' }),
    'violation',
    '!k/kustomization.yaml:4',
  ],
  [
    'les lignes d’un fichier, versées chacune',
    'cm-no-credentials',
    generated('envs: [a.yaml]', { 'k/a.yaml': '# PASSWD=x\nDB_PASSWORD=x\n' }),
    'violation',
    '!k/kustomization.yaml:4',
  ],
  ['un fichier versé où rien n’est à redire', 'cm-no-credentials', generated('files: [a.yaml]', { 'k/a.yaml': 'a: x\n' }), 'conforming'],
  ['un fichier versé qui n’existe pas', 'cm-no-credentials', generated('files: [a.yaml]', {}), 'undetermined', '?k/kustomization.yaml:4'],
  [
    'un fichier versé qui n’a pas été lu',
    'cm-no-credentials',
    generated('files: [a.bin]', { 'k/a.bin': null }),
    'undetermined',
    '?k/kustomization.yaml:4',
  ],
  [
    'un fichier versé dans un Secret',
    'cm-no-credentials',
    { 'k/kustomization.yaml': 'secretGenerator:\n  - name: c\n    envs: [a.env]\n', 'k/a.env': null },
    'not-applicable',
  ],
  [
    'un fichier absent, versé dans un Secret',
    'cm-no-credentials',
    { 'k/kustomization.yaml': 'secretGenerator:\n  - name: c\n    envs: [a.env]\n' },
    'undetermined',
    '?k/kustomization.yaml:3',
  ],
  [
    'un manifeste versé comme un fichier, que rien n’applique',
    'disallow-latest',
    generated('files: [a.yaml]', { 'k/a.yaml': aDeployment(['api:1.4.0', 'api:latest']) }),
    'not-applicable',
  ],
];
