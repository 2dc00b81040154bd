import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { assemblyCases } from '../inspect/kustomize/assembly-cases.ts';
import { followed, refused as refusedPatches } from '../inspect/kustomize/patch-cases.ts';
import { aDeployment, aManifest, type Case, type Files } from '../inspect/rules/cases.ts';
import { ciCases } from '../inspect/rules/ci-cases.ts';
import { deploymentCases } from '../inspect/rules/deployment-cases.ts';
import { dockerfileCases } from '../inspect/rules/dockerfile-cases.ts';
import { manifestCases } from '../inspect/rules/manifest-cases.ts';
import { resourceCases } from '../inspect/rules/resource-cases.ts';
import { asMade, assembled, isDoubted, made, type Tree } from './kustomize-made.ts';

function ours(tree: Tree): unknown {
  const { assembled: objects, opaques } = assembled(tree);
  expect([opaques, objects.flatMap(({ open }) => open ?? [])]).toEqual([[], []]);
  return asMade(objects);
}

const base = {
  'base/kustomization.yaml': 'resources: [a.yaml, s.yaml]\n',
  'base/a.yaml': aDeployment(),
  'base/s.yaml': aManifest('Service', 'spec:\n  ports: [{ port: 80 }]'),
};
const strategic = (spec: string) =>
  `patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: api }\n      ${spec}\n`;

const noHash = 'generatorOptions: { disableNameSuffixHash: true }\n';
type Overlay = readonly [title: string, overlay: string, more?: Readonly<Record<string, string>>];

/** A transformer of Kustomize's own, in a file. */
function transformed(kind: string, rest: string): Overlay {
  const text = `apiVersion: builtin\nkind: ${kind}\nmetadata: { name: t }\n${rest}`;
  return [`un transformateur, ${kind}`, 'transformers: [t.yaml]\n', { 'prod/t.yaml': text }];
}

const overlays: readonly Overlay[] = [
  ['rien', ''],
  ['des étiquettes, sur le modèle de pod aussi', 'labels: [{ pairs: { env: prod }, includeTemplates: true }]\n'],
  ['des étiquettes de l’objet seul', 'labels: [{ pairs: { equipe: a } }]\n'],
  ['une image, son nom et sa version', 'images: [{ name: docker.io/equipe/api, newName: ghcr.io/equipe/api, newTag: "2.0" }]\n'],
  ['une image, son empreinte', `images: [{ name: docker.io/equipe/api, digest: "sha256:${'a'.repeat(64)}" }]\n`],
  ['une image d’un autre nom', 'images: [{ name: api, newTag: "2.0" }]\n'],
  ['un correctif', strategic('spec: { replicas: 3 }')],
  [
    'un correctif d’un conteneur par son nom',
    strategic('spec: { template: { spec: { containers: [{ name: api, image: "quay.io/e/api:3" }] } } }'),
  ],
  [
    'un correctif qui ajoute un conteneur',
    strategic('spec: { template: { spec: { containers: [{ name: b, image: "quay.io/e/b:3" }] } } }'),
  ],
  [
    'deux conteneurs ajoutés, et un changé',
    strategic(
      'spec: { template: { spec: { containers: [{ name: b, image: "quay.io/e/b:3" }, { name: api, image: "quay.io/e/a:1" }, { name: c, image: "quay.io/e/c:3" }] } } }',
    ),
  ],
  [
    'un conteneur ajouté, puis le premier changé par son rang',
    `${strategic('spec: { template: { spec: { containers: [{ name: b, image: "quay.io/e/b:3" }] } } }')}  - target: { kind: Deployment }\n    patch: |\n      - { op: replace, path: /spec/template/spec/containers/0/image, value: "quay.io/e/z:1" }\n`,
  ],
  [
    'une variable changée parmi d’autres',
    `${strategic('spec: { template: { spec: { containers: [{ name: api, env: [{ name: A, value: "1" }, { name: B, value: "2" }] }] } } }')}${strategic('spec: { template: { spec: { containers: [{ name: api, env: [{ name: B, value: "3" }] }] } } }').replace('patches:\n', '')}`,
  ],
  ['un correctif qui retire une clé', strategic('spec: { template: { spec: { containers: [{ name: api, resources: null }] } } }')],
  ['un correctif qui retire l’objet', strategic('$patch: delete')],
  [
    'un correctif JSON',
    'patches:\n  - target: { kind: Service }\n    patch: |\n      - { op: replace, path: /spec/ports/0/port, value: 81 }\n      - { op: add, path: /spec/type, value: NodePort }\n',
  ],
  [
    'un correctif dans un fichier',
    'patches: [{ path: p.yaml }]\n',
    { 'prod/p.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec: { replicas: 2 }\n' },
  ],
  [
    'un générateur écrit dans un fichier, après ceux de la kustomization',
    `${noHash}configMapGenerator: [{ name: g, literals: [A=1, B=1] }]\ngenerators: [g.yaml]\n`,
    {
      'prod/g.yaml':
        'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: { name: g }\nbehavior: merge\nliterals: [B=2]\noptions: { disableNameSuffixHash: true }\n---\napiVersion: builtin\nkind: SecretGenerator\nmetadata: { name: s }\nfiles: [a.txt]\noptions: { disableNameSuffixHash: true }\n',
      'prod/a.txt': 'x',
    },
  ],
  ['des étiquettes, dans les sélecteurs aussi', 'labels: [{ pairs: { env: prod }, includeSelectors: true }]\n'],
  ['des étiquettes communes', 'commonLabels: { env: prod }\n'],
  ['un nombre de pods', 'replicas: [{ name: api, count: 4 }]\n'],
  [
    'une ConfigMap et un Secret, par leurs littéraux et leurs fichiers',
    `${noHash}configMapGenerator:\n  - name: a\n    literals: [A=1, "B='deux=2'"]\n    files: [conf/a.properties, autre=conf/b.txt]\n    envs: [conf/c.env]\nsecretGenerator:\n  - name: s\n    literals: [C=3]\n    envs: [conf/c.env]\n  - name: v\n    type: kubernetes.io/tls\n`,
    { 'prod/conf/a.properties': 'x=1\ny=2\n', 'prod/conf/b.txt': 'é\n', 'prod/conf/c.env': '# rien\nD=4\n\nE=\n' },
  ],
  [
    'une ConfigMap complétée par une autre couche',
    `${noHash}configMapGenerator:\n  - { name: g, behavior: merge, literals: [B=2] }\n`,
    { 'base/kustomization.yaml': `${noHash}resources: [a.yaml, s.yaml]\nconfigMapGenerator: [{ name: g, literals: [A=1, B=1] }]\n` },
  ],
  [
    'des étiquettes aux endroits que « fields » dit',
    'labels: [{ pairs: { palier: a }, fields: [{ path: spec/template/metadata/labels, kind: Deployment, create: true }, { path: spec/selector, kind: Service }] }]\n',
  ],
  [
    'un fichier vide et un autre de commentaires',
    'resources: [../base, a.yaml, b.yaml]\n',
    { 'prod/a.yaml': '', 'prod/b.yaml': '# généré\n---\n\n# rien\n' },
  ],
  transformed(
    'LabelTransformer',
    'labels: { env: prod }\nfieldSpecs:\n  - { path: metadata/labels, create: true }\n  - { path: spec/template/metadata/labels, kind: Deployment, create: true }\n',
  ),
  transformed('ImageTagTransformer', 'imageTag: { name: docker.io/equipe/api, newTag: "3" }\n'),
  transformed(
    'ReplicaCountTransformer',
    'replica: { name: api, count: 4 }\nfieldSpecs: [{ path: spec/replicas, kind: Deployment, create: true }]\n',
  ),
  transformed('PatchTransformer', 'target: { kind: Service }\npatch: |-\n  - { op: add, path: /spec/type, value: NodePort }\n'),
  transformed(
    'PatchTransformer',
    'patch: |-\n  apiVersion: apps/v1\n  kind: Deployment\n  metadata: { name: api }\n  spec: { replicas: 7 }\n',
  ),
  [
    'deux transformateurs, écrits dans la kustomization, l’un après l’autre et après ses propres clés',
    `images: [{ name: docker.io/equipe/api, newTag: "2" }]\ntransformers:\n  - |-\n    apiVersion: builtin\n    kind: ImageTagTransformer\n    metadata: { name: a }\n    imageTag: { name: docker.io/equipe/api, newTag: "3" }\n  - |-\n    apiVersion: builtin\n    kind: ImageTagTransformer\n    metadata: { name: b }\n    imageTag: { name: docker.io/equipe/api, newName: ghcr.io/equipe/api }\n`,
  ],
  ...(['apps', 'batch'] as const).map((group): Overlay => [
    `un correctif d’un groupe, ${group}`,
    `patches:\n  - target: { group: ${group}, kind: Deployment }\n    patch: |\n      - { op: add, path: /spec/replicas, value: 2 }\n`,
  ]),
  [
    'un correctif d’une version',
    'patches:\n  - target: { version: v1beta1, kind: Deployment }\n    patch: |\n      - { op: add, path: /spec/replicas, value: 2 }\n',
  ],
  [
    'un correctif d’une cible, qui porte un autre nom',
    'patches:\n  - target: { kind: Deployment }\n    patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: autre }\n      spec: { replicas: 5 }\n',
  ],
  ['un élément de liste retiré', strategic('spec: { template: { spec: { containers: [{ name: api, $patch: delete }] } } }')],
  [
    'une liste remplacée',
    strategic('spec: { template: { spec: { containers: [{ $patch: replace }, { name: z, image: "quay.io/e/z:1" }] } } }'),
  ],
  [
    'deux images, l’une après l’autre',
    'images: [{ name: docker.io/equipe/api, newName: ghcr.io/e/api }, { name: ghcr.io/e/api, newTag: "9" }]\n',
  ],
  [
    'un correctif de deux objets, dans un fichier',
    'patches: [{ path: p.yaml }]\n',
    {
      'prod/p.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec: { replicas: 2 }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { type: NodePort }\n',
    },
  ],
  ...(['dev-api-v2', 'api'] as const).flatMap((name): readonly Overlay[] => {
    const between = { 'milieu/kustomization.yaml': 'resources: [../base]\nnamePrefix: dev-\nnameSuffix: -v2\n' };
    const above = 'resources: [../milieu]\n';
    const aimed = `patches:\n  - target: { kind: Deployment, name: ${name} }\n    patch: |\n      - { op: add, path: /spec/paused, value: true }\n`;
    return [
      [
        `un correctif de ce qu’une couche renomme, ${name}`,
        above + strategic('spec: { replicas: 3 }').replace('name: api', `name: ${name}`),
        between,
      ],
      [`un correctif JSON de ce qu’une couche renomme, ${name}`, above + aimed, between],
      [`un nombre de pods de ce qu’une couche renomme, ${name}`, `${above}replicas: [{ name: ${name}, count: 4 }]\n`, between],
    ];
  }),
  ['un nombre de pods sous le nom que la couche donne', 'namePrefix: p-\nreplicas: [{ name: p-api, count: 4 }]\n'],
  [
    'une ConfigMap qu’une couche renomme, remplacée',
    `resources: [../milieu]\n${noHash}configMapGenerator: [{ name: p-g, behavior: replace, literals: [B=2] }]\n`,
    {
      'milieu/kustomization.yaml': `${noHash}resources: [../base]\nnamePrefix: p-\nconfigMapGenerator: [{ name: g, literals: [A=1, B=1] }]\n`,
    },
  ],
  ['une version vide', 'images: [{ name: docker.io/equipe/api, newName: "", newTag: "", digest: "" }]\n'],
  ['une version et son empreinte', `images: [{ name: docker.io/equipe/api, newTag: "2", digest: "sha256:${'a'.repeat(64)}" }]\n`],
  [
    'un correctif de patchesJson6902, après les étiquettes et avant les images',
    'commonLabels: { env: prod }\nimages: [{ name: docker.io/equipe/api, newTag: "2" }]\npatchesJson6902:\n  - target: { group: apps, version: v1, kind: Deployment, name: api }\n    patch: |-\n      - { op: remove, path: /spec/template/metadata/labels/env }\n      - { op: replace, path: /spec/template/spec/containers/0/image, value: "docker.io/equipe/api:1" }\n',
  ],
  [
    'des listes d’un pod, complétées élément par élément',
    strategic('spec: { template: { spec: { imagePullSecrets: [{ name: b }], hostAliases: [{ ip: 5.6.7.8, hostnames: [b] }] } } }'),
    {
      'base/a.yaml': aDeployment([
        '      containers:',
        '      imagePullSecrets: [{ name: a }]\n      hostAliases: [{ ip: 1.2.3.4, hostnames: [a] }]\n      containers:',
      ]),
    },
  ],
  [
    'un autre genre, permis',
    'patches:\n  - target: { kind: Deployment }\n    options: { allowKindChange: true }\n    patch: |\n      apiVersion: apps/v1\n      kind: StatefulSet\n      metadata: { name: api }\n',
  ],
  [
    'un correctif JSON qui remplace ce qui n’est pas là',
    'patches:\n  - target: { kind: Service }\n    patch: |\n      - { op: replace, path: /spec/type, value: NodePort }\n',
  ],
  [
    'un essai qui réussit',
    'patches:\n  - target: { kind: Service }\n    patch: |\n      - { op: test, path: /spec/ports/0/port, value: 80 }\n      - { op: add, path: /spec/type, value: NodePort }\n',
  ],
  ...followed,
  [
    'une clé seule dans un fichier de variables',
    `${noHash}configMapGenerator: [{ name: a, envs: [c.env] }]\n`,
    { 'prod/c.env': 'A=1\nSEULE\n' },
  ],
  [
    'deux composants, le dernier décidant',
    'components: [../c1, ../c2]\n',
    {
      'c1/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplicas: [{ name: api, count: 2 }]\n',
      'c2/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplicas: [{ name: api, count: 3 }]\n',
    },
  ],
  [
    'un composant',
    'components: [../c]\n',
    {
      'c/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nlabels: [{ pairs: { env: prod }, includeTemplates: true }]\n',
    },
  ],
];

it.each(overlays.map(([title, overlay, more = {}]) => ({ title, overlay, more })))(
  'Kustomize assemble comme nous : $title',
  ({ overlay, more }) => {
    const tree = {
      ...base,
      'prod/kustomization.yaml': overlay.startsWith('resources:') ? overlay : `resources: [../base]\n${overlay}`,
      ...more,
    };
    expect(ours(tree)).toEqual(made(tree, 'prod'));
  },
);

/** Kustomize makes nothing of these; what we made of the last ones was read as if it had. */
const refused: readonly Overlay[] = [
  ['une version sans guillemets', 'images: [{ name: docker.io/equipe/api, newTag: 1.4 }]\n'],
  ['une étiquette sans guillemets', 'labels: [{ pairs: { env: 1 } }]\n'],
  ['une étiquette commune sans guillemets', 'commonLabels: { env: true }\n'],
  ['un préfixe sans guillemets', 'namePrefix: 2\n'],
  ['un nombre de pods entre guillemets', 'replicas: [{ name: api, count: "3" }]\n'],
  ['un nombre de pods pour un nom que rien ne porte', 'replicas: [{ name: absent, count: 3 }]\n'],
  ['une clé inconnue', 'configMapGenerators: [{ name: g, literals: [A=1] }]\n'],
  [
    'un correctif JSON qui retire ce qui n’est pas là',
    'patches:\n  - target: { kind: Service }\n    patch: |\n      - { op: remove, path: /spec/type }\n',
  ],
  [
    'un essai qui échoue',
    'patches:\n  - target: { kind: Service }\n    patch: |\n      - { op: test, path: /spec/ports/0/port, value: 81 }\n',
  ],
  [
    'un essai d’un texte pour un nombre',
    'patches:\n  - target: { kind: Service }\n    patch: |\n      - { op: test, path: /spec/ports/0/port, value: "80" }\n',
  ],
  ...refusedPatches,
  ['un correctif d’une autre version', strategic('spec: { replicas: 3 }').replace('apps/v1', 'apps/v1beta1')],
];

it.each(refused.map(([title, overlay, more = {}]) => ({ title, overlay, more })))(
  'ce que Kustomize refuse est un doute : $title',
  ({ overlay, more }) => {
    const tree = {
      ...base,
      'prod/kustomization.yaml': overlay.startsWith('resources:') ? overlay : `resources: [../base]\n${overlay}`,
      ...more,
    };
    expect(() => made(tree, 'prod')).toThrow('Command failed');
    expect(isDoubted(assembled(tree))).toBe(true);
  },
);

const ruleCases: Readonly<Record<string, readonly Case[]>> = {
  ...manifestCases,
  ...dockerfileCases,
  ...ciCases,
  ...deploymentCases,
  ...resourceCases,
};

/** Every fixture of the tests that has a kustomization, by its title. */
const fixtures: readonly (readonly [title: string, files: Files])[] = [
  ...assemblyCases.map(([title, , files]) => [title, files] as const),
  ...Object.entries(ruleCases).flatMap(([rule, cases]) => cases.map(([title, files]) => [`${rule} : ${title}`, files] as const)),
].filter(([, files]) => Object.keys(files).some((path) => path.endsWith('kustomization.yaml')));

/** Why ours is not compared, or not the same, by the fixture's title: all of them, and nothing else. */
const differences: Readonly<Record<string, string>> = {
  'un correctif que rien n’emploie': 'il est dit à part : « n’est pas complet »',
  'une base d’ailleurs': 'elle est dite : « n’ont pas été lus »',
  'une base d’ailleurs, pour une règle sur les images': 'elle est dite : « n’ont pas été lus »',
  'une base sans overlay': 'elle est dite : « un autre peut la compléter »',
  'un fichier versé qui n’existe pas': 'il est dit : « n’existe pas dans ce dépôt »',
  'un fichier versé qui n’a pas été lu': 'il est dit : « n’est pas lu »',
  'un fichier versé dans un Secret': 'il est là, et n’a pas été lu : rien n’en est jugé',
  'un fichier absent, versé dans un Secret': 'il est dit : « n’existe pas dans ce dépôt »',
  'check-labels : une base qu’un autre dépôt complète': 'elle est dite : « un autre peut la compléter »',
  'disallow-latest : une base qu’un autre dépôt complète': 'elle est dite : « un autre peut la compléter »',
  'need-containers-ressources : une base qu’un autre dépôt complète': 'elle est dite : « un autre peut la compléter »',
  'need-liveness-readiness : une base qu’un autre dépôt complète': 'elle est dite : « un autre peut la compléter »',
  'cm-no-credentials : un fichier versé dans une ConfigMap': 'il est dit : « n’existe pas dans ce dépôt »',
  'cm-no-credentials : un configMapGenerator qui ne trouve rien à remplacer': 'Kustomize refuse ; ce qui y est écrit est jugé',
};

/** What is made of a fixture by us and by Kustomize, root by root; null where we say that not all is seen. */
function compared(files: Files): { readonly ours: unknown; readonly theirs: unknown } | null {
  const tree = Object.fromEntries(Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text]])));
  const read = assembled(tree, Object.keys(files));
  if (isDoubted(read)) return null;
  const roots = [...new Set(read.assembled.flatMap(({ assembledBy }) => assembledBy ?? []))];
  return {
    ours: roots.map((root) => asMade(read.assembled.filter(({ assembledBy }) => assembledBy === root))),
    theirs: roots.map((root) => withoutHashes(madeOrRefused(tree, root))),
  };
}

function madeOrRefused(tree: Tree, root: string): unknown {
  try {
    return made(tree, root);
  } catch {
    return 'refusé';
  }
}

/** What a generator makes is named after its content; no rule reads that name. */
function withoutHashes(objects: unknown): unknown {
  return JSON.parse(JSON.stringify(objects).replaceAll(/-[bcdfghkmt2-9]{10}(?=")/g, ''));
}

describe('chaque exemple des essais est assemblé comme par Kustomize, ou la différence est dite', () => {
  it.each(fixtures)('%s', (...[title, files]) => {
    const pair = compared(files);
    const isSame = pair !== null && isDeepStrictEqual(pair.ours, pair.theirs);
    expect({ title, isSame, ...(isSame ? {} : pair) }).toMatchObject({ title, isSame: differences[title] === undefined });
  });

  it('chaque différence dite est celle d’un exemple', () => {
    const titles = new Set(fixtures.map(([title]) => title));
    expect(Object.keys(differences).filter((title) => !titles.has(title))).toEqual([]);
    expect(fixtures.length).toBeGreaterThan(40);
  });
});
