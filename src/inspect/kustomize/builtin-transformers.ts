import { asMap, at, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { mapOf } from '../yaml/change.ts';

/**
 * A transformer of Kustomize's own, written in a file, as the keys of a kustomization that do the same; null for one that is not followed. Pure. Compared with kubectl 1.34 in
 * `test/helm/kustomize.helm.ts`.
 */
export function builtinTransformer(document: Node): MapNode | null {
  const body = asMap(document);
  const kind = textOf(at(body, 'kind')) ?? '';
  if (body === null || textOf(at(body, 'apiVersion')) !== 'builtin' || !Object.hasOwn(transformers, kind)) return null;
  const keys = transformers[kind]?.(body) ?? null;
  return keys === null ? null : mapOf(body.place, keys);
}

type Keys = Readonly<Record<string, Node>>;

/** What each does. */
const transformers: Readonly<Record<string, (body: MapNode) => Keys | null>> = {
  LabelTransformer: addsLabels,
  ImageTagTransformer: (body) => listOf('images', at(body, 'imageTag')),
  ReplicaCountTransformer: (body) => (isOnlyUnder(body, /^spec\/replicas$/) ? listOf('replicas', at(body, 'replica')) : null),
  PatchTransformer: (body) => listOf('patches', body),
  // No rule reads what these change.
  AnnotationsTransformer: (body) => (isOnlyUnder(body, /(^|\/)metadata\/annotations$/) ? {} : null),
  NamespaceTransformer: (body) => (isOnlyUnder(body, /(^|\/)namespace$/) ? putsIn(body) : null),
  PrefixTransformer: renames,
  SuffixTransformer: renames,
  PrefixSuffixTransformer: renames,
  HashTransformer: () => ({}),
  LegacyOrderTransformer: () => ({}),
  SortOrderTransformer: () => ({}),
};

/** Those of a kustomization go on the objects themselves in any case. */
function addsLabels(body: MapNode): Keys | null {
  const [pairs, fields] = [at(body, 'labels'), at(body, 'fieldSpecs')];
  const isOnObjects = itemsOf(fields).some((field) => textOf(at(field, 'path')) === 'metadata/labels' && at(field, 'kind') === null);
  if (pairs?.kind !== 'map' || fields === null || !isOnObjects || isNarrowed(body)) return null;
  return listOf('labels', mapOf(pairs.place, { pairs, fields }));
}

/** No rule reads a namespace, but patches that come later may name their object by it. */
function putsIn(body: MapNode): Keys {
  const namespace = at(body, 'metadata', 'namespace');
  return namespace === null ? {} : { namespace };
}

/** Names that change together with what names them. */
function renames(body: MapNode): Keys | null {
  return isOnlyUnder(body, /^metadata\/name$/) ? {} : null;
}

function isOnlyUnder(body: MapNode, path: RegExp): boolean {
  return itemsOf(at(body, 'fieldSpecs')).every((field) => path.test(textOf(at(field, 'path')) ?? ''));
}

/** True where some fields are those of a group or a version alone. */
function isNarrowed(body: MapNode): boolean {
  return itemsOf(at(body, 'fieldSpecs')).some((field) => entriesOf(field).some(({ key }) => key === 'group' || key === 'version'));
}

function listOf(key: string, item: Node | null): Keys | null {
  return item === null ? null : { [key]: { kind: 'list', place: item.place, items: [item] } };
}
