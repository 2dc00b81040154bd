/** A title, what an overlay of the base below writes, and other files. */
export type PatchCase = readonly [title: string, overlay: string, more?: Readonly<Record<string, string>>];

const json = (...operations: readonly string[]) =>
  `patches:\n  - target: { kind: Deployment }\n    patch: |\n${operations.map((one) => `      - { ${one} }\n`).join('')}`;
const later = (overlay: string, operation: string) =>
  `${overlay}patchesJson6902:\n  - target: { group: apps, version: v1, kind: Deployment, name: api }\n    patch: |\n      - { ${operation} }\n`;
const strategic = (metadata: string, version = 'apiVersion: apps/v1') =>
  `patches:\n  - patch: |\n      ${version}\n      kind: Deployment\n      metadata: ${metadata}\n      spec: { paused: true }\n`;
const between = (written: string) => ({ 'milieu/kustomization.yaml': `resources: [../base]\n${written}` });
const above = 'resources: [../milieu]\n';
const container = '/spec/template/spec/containers';
const added = 'value: { name: z, image: "quay.io/e/z:1" }';

/** What Kustomize assembles, and so do we: no doubt at all. */
export const followed: readonly PatchCase[] = [
  ['une annotation ajoutée là où il n’y en a pas', json('op: add, path: /metadata/annotations/a, value: b')],
  ['les annotations retirées là où il n’y en a pas', json('op: remove, path: /metadata/annotations')],
  ['les annotations remplacées', json('op: replace, path: /metadata/annotations, value: { a: b }')],
  [
    'une annotation du modèle de pod, après commonAnnotations',
    later('commonAnnotations: { equipe: a }\n', 'op: add, path: /spec/template/metadata/annotations/a, value: b'),
  ],
  ['une étiquette, après labels', later('labels: [{ pairs: { palier: a } }]\n', 'op: add, path: /metadata/labels/b, value: c')],
  ['le dernier conteneur, par un rang négatif', json(`op: replace, path: ${container}/-1/image, value: "quay.io/e/a:2"`)],
  ['un conteneur ajouté à la fin, par un rang négatif', json(`op: add, path: ${container}/-1, ${added}`)],
  ['un conteneur ajouté au début, par un rang négatif', json(`op: add, path: ${container}/-2, ${added}`)],
  ['un essai de ce qui n’est pas là', json('op: test, path: /spec/paused, value: null', 'op: add, path: /spec/paused, value: true')],
  ['une copie', json('op: copy, from: /spec/selector/matchLabels, path: /metadata/annotations')],
  ['une copie de ce qui n’est pas là', json('op: copy, from: /spec/paused, path: /spec/minReadySeconds')],
  ['un déplacement', json('op: move, from: /metadata/labels/tier, path: /metadata/labels/palier')],
  ['un ajout sans valeur', json('op: add, path: /spec/paused')],
  ['un chemin sans barre au début', json('op: add, path: spec/spec/paused, value: true')],
  ['un essai du nom qu’une couche donne', above + json('op: test, path: /metadata/name, value: p-api'), between('namePrefix: p-\n')],
  [
    'un nom donné par un correctif JSON, puis repris',
    above + strategic('{ name: autre }'),
    between(json('op: replace, path: /metadata/name, value: autre')),
  ],
  ['des clés d’une autre casse', 'nameprefix: x-\ncommonlabels: { Palier: a }\nIMAGES: [{ Name: docker.io/equipe/api, newtag: "2" }]\n'],
  ['une clé écrite deux fois, de deux casses', 'namePrefix: b-\nnameprefix: a-\n'],
  [
    'un nom entre deux, qu’une cible ne choisit pas',
    `${above}patches:\n  - target: { kind: Deployment, name: a-api }\n    patch: |\n      - { op: add, path: /spec/paused, value: true }\n`,
    {
      'milieu/kustomization.yaml': 'resources: [../bas]\nnamePrefix: b-\n',
      'bas/kustomization.yaml': 'resources: [../base]\nnamePrefix: a-\n',
    },
  ],
  ['un espace de noms qu’une couche donne, repris', above + strategic('{ name: api, namespace: prod }'), between('namespace: prod\n')],
  [
    'le nom et l’espace de noms qu’une couche donne ensemble',
    above + strategic('{ name: m-api, namespace: prod }'),
    between('namePrefix: m-\nnamespace: prod\n'),
  ],
  [
    'le nom d’avant, dans l’espace d’après',
    above + strategic('{ name: api, namespace: prod }'),
    between('namePrefix: m-\nnamespace: prod\n'),
  ],
  ['un espace de noms qu’une couche donne, tu', above + strategic('{ name: api }'), between('namespace: prod\n')],
  ['l’espace de noms par défaut', strategic('{ name: api, namespace: default }')],
];

/** What Kustomize refuses, and so is doubted. */
export const refused: readonly PatchCase[] = [
  ['une étiquette ajoutée là où le modèle n’a pas d’annotations', json('op: add, path: /spec/template/metadata/annotations/a, value: b')],
  ['une annotation retirée qui n’est pas là', json('op: remove, path: /metadata/annotations/a')],
  ['un essai de toutes les annotations', json('op: test, path: /metadata/annotations, value: {}')],
  ['un rang négatif trop loin', json(`op: replace, path: ${container}/-2/image, value: x`)],
  ['un ajout à un rang négatif trop loin', json(`op: add, path: ${container}/-3, ${added}`)],
  ['un essai d’un rang trop loin', json(`op: test, path: ${container}/5, value: null`)],
  ['un déplacement de ce qui n’est pas là', json('op: move, from: /spec/paused, path: /spec/a')],
  ['une opération inconnue', json('op: Add, path: /spec/paused, value: true')],
  ['un correctif JSON sans cible', 'patches:\n  - patch: |\n      - { op: add, path: /spec/paused, value: true }\n'],
  ['un correctif sans apiVersion', strategic('{ name: api }', '# apiVersion')],
  [
    'le nom d’après, dans l’espace de noms d’avant : l’objet n’a jamais été les deux',
    above + strategic('{ name: m-api }'),
    between('namePrefix: m-\nnamespace: prod\n'),
  ],
  ['un correctif d’un espace de noms', `namespace: prod\n${strategic('{ name: api, namespace: prod }')}`],
  ['un correctif d’un objet absent', strategic('{ name: autre }')],
  ['un correctif qui retire un objet absent', strategic('{ name: autre }').replace('spec: {', '$patch: delete\n      spec: {')],
  [
    'un correctif de deux objets qui ont porté le même nom',
    `resources: [../a, ../b]\n${strategic('{ name: api }')}`,
    {
      'a/kustomization.yaml': 'resources: [../base]\nnamePrefix: a-\n',
      'b/kustomization.yaml': 'resources: [../base]\nnamePrefix: b-\n',
    },
  ],
];
