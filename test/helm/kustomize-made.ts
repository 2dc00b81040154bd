import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { type Manifests, readManifests } from '../../src/inspect/kubernetes/read-manifests.ts';
import { lastCalled, type Resource } from '../../src/inspect/kubernetes/resource.ts';
import { changeUnder, scalar } from '../../src/inspect/yaml/change.ts';
import { entriesOf, type MapNode, type Node } from '../../src/inspect/yaml/node.ts';

const kubectl = fileURLToPath(new URL('../../.tools/kubectl', import.meta.url));

/** Files by their paths. */
export type Tree = Readonly<Record<string, string>>;

/** What Kustomize makes of an overlay, its values as texts, as ours are. Throws where it refuses. */
export function made(tree: Tree, folder: string): readonly unknown[] {
  const root = mkdtempSync(join(tmpdir(), 'accostage-kustomize-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    const out = execFileSync(kubectl, ['kustomize', join(root, folder)], { encoding: 'utf8', env: { HOME: root }, stdio: [...stdio] });
    return sorted(parseAllDocuments(out).map((document) => texts(document.toJS())));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** What we read of the same files; `paths` is the tree, where it holds more. */
export function assembled(tree: Tree, paths: readonly string[] = Object.keys(tree)): Manifests {
  const files = Object.entries(tree).map(([path, text]) => ({ path, text }));
  const isKustomization = ({ path }: { readonly path: string }) => path.endsWith('kustomization.yaml');
  return readManifests({
    manifests: files.filter((file) => !isKustomization(file)),
    kustomizations: files.filter(isKustomization),
    files,
    paths,
  });
}

/** Objects as Kustomize's are written. */
export function asMade(objects: Manifests['assembled']): readonly unknown[] {
  return sorted(objects.map((resource) => plain(placed(named(resource), resource))));
}

/** Under the last of its names, as Kustomize writes it. */
function named(resource: Resource): MapNode {
  const { name } = lastCalled(resource);
  const change = (written: Node | null) => (written?.kind === 'scalar' ? { ...written, text: name } : written);
  return changeUnder(resource.body, ['metadata', 'name'], { change, make: null });
}

/** In the last namespace that a kustomization puts it in. */
function placed(body: MapNode, { later = [] }: Resource): Node {
  const last = later.at(-1)?.namespace ?? 'default';
  return last === 'default' ? body : changeUnder(body, ['metadata', 'namespace'], { change: () => scalar(last, body.place), make: null });
}

/** True where we say that something is not seen, or may be changed. */
export function isDoubted({ assembled: objects, opaques }: Manifests): boolean {
  return opaques.length > 0 || objects.some(({ open }) => open !== null);
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
