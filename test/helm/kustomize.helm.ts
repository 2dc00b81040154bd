import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readManifests } from '../../src/inspect/kubernetes/read-manifests.ts';
import { entriesOf, type Node } from '../../src/inspect/yaml/node.ts';
import { aDeployment, aManifest } from '../inspect/rules/cases.ts';

const kubectl = fileURLToPath(new URL('../../.tools/kubectl', import.meta.url));

/** What Kustomize makes of an overlay, its values as texts, as ours are. */
function made(tree: Readonly<Record<string, string>>, folder: string): unknown {
  const root = mkdtempSync(join(tmpdir(), 'accostage-kustomize-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const out = execFileSync(kubectl, ['kustomize', join(root, folder)], { encoding: 'utf8', env: { HOME: root } });
    return sorted(parseAllDocuments(out).map((document) => texts(document.toJS())));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function ours(tree: Readonly<Record<string, string>>): unknown {
  const files = Object.entries(tree).map(([path, text]) => ({ path, text }));
  const isKustomization = ({ path }: { readonly path: string }) => path.endsWith('kustomization.yaml');
  const { assembled, opaques } = readManifests({
    manifests: files.filter((file) => !isKustomization(file)),
    kustomizations: files.filter(isKustomization),
    paths: Object.keys(tree),
  });
  expect([opaques, assembled.flatMap(({ open }) => open ?? [])]).toEqual([[], []]);
  return sorted(assembled.map(({ body }) => plain(body)));
}

function plain(node: Node): unknown {
  if (node.kind === 'map') return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, plain(value)]));
  return node.kind === 'list' ? node.items.map(plain) : node.text;
}

function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(texts);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, texts(held)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** The order of objects says nothing. */
function sorted(objects: readonly unknown[]): readonly unknown[] {
  return objects.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

const base = {
  'base/kustomization.yaml': 'resources: [a.yaml, s.yaml]\n',
  'base/a.yaml': aDeployment(),
  'base/s.yaml': aManifest('Service', 'spec:\n  ports: [{ port: 80 }]'),
};
const strategic = (spec: string) =>
  `patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: api }\n      ${spec}\n`;

type Overlay = readonly [title: string, overlay: string, more?: Readonly<Record<string, string>>];
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
    const tree = { ...base, 'prod/kustomization.yaml': `resources: [../base]\n${overlay}`, ...more };
    expect(ours(tree)).toEqual(made(tree, 'prod'));
  },
);
