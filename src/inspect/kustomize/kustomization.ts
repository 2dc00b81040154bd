import type { Place } from '../../dossier/checks/check.ts';
import { parentFolder } from '../files/paths.ts';
import type { Generator } from './generators.ts';
import { type HelmChartEntry, readHelmCharts } from './helm-charts.ts';
import { withKnownKeys } from './known-keys.ts';
import { type Refusal, refusalsOf } from './refused-entries.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { asMap, at, booleanOf, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** Something a kustomization names, as written. */
export interface Reference {
  readonly written: string;
  readonly place: Place;
}

/** Which objects a patch is for; null where the patch itself names its object. */
export interface PatchTarget {
  readonly group: string | null;
  readonly version: string | null;
  readonly kind: string | null;
  readonly name: string | null;
  readonly namespace: string | null;
  /** By labels or annotations: which objects these are is not worked out. */
  readonly bySelector: boolean;
}

/** A patch: in a file, or written in the kustomization. */
export interface Patch {
  readonly place: Place;
  readonly target: PatchTarget | null;
  /** What it calls its object becomes its kind (`allowKindChange`). */
  readonly givesKind: boolean;
  readonly content: { readonly file: string } | { readonly documents: readonly Node[] };
}

/** Labels that a kustomization puts on its objects, and how far. */
export interface AddedLabels {
  readonly pairs: MapNode;
  /** On the object alone, on its pod template as well, or in what selects pods besides. */
  readonly reach: 'object' | 'templates' | 'selectors';
  /** Where else they go. */
  readonly fields: readonly LabelField[];
}

/** A place of labels in objects of a kind, or of any ("FieldSpec", Kustomize's reference). */
export interface LabelField {
  readonly path: readonly string[];
  readonly kind: string | null;
  readonly isMade: boolean;
}

/** A key of a kustomization, where it is written. */
export interface Keyed {
  readonly key: string;
  readonly place: Place;
}

/** A kustomization, as far as the checks follow it. */
export interface Kustomization {
  readonly path: string;
  readonly folder: string;
  readonly place: Place;
  readonly isComponent: boolean;
  readonly resources: readonly Reference[];
  readonly components: readonly Reference[];
  readonly patches: readonly Patch[];
  /** Those that come once names and labels are given (`patchesJson6902`). */
  readonly laterPatches: readonly Patch[];
  /** What it puts before and after names. */
  readonly affixes: readonly [before: string, after: string];
  /** The namespace that it puts its objects in; null where it leaves them. */
  readonly namespace: string | null;
  readonly labels: readonly AddedLabels[];
  readonly annotations: MapNode | null;
  readonly images: readonly MapNode[];
  readonly replicas: readonly MapNode[];
  readonly generators: readonly Generator[];
  readonly helmCharts: readonly HelmChartEntry[];
  /** What changes the objects after all the rest; null for none. */
  readonly transformers: (Keyed & { readonly from: readonly Reference[] }) | null;
  /** Why Kustomize makes nothing of it. */
  readonly refusals: readonly Refusal[];
  /** What may change any object in a way that is not followed. */
  readonly changers: readonly Keyed[];
  /** What copies values of some objects into others. */
  readonly replacements: (Keyed & { readonly from: Node | null }) | null;
  /** What makes objects that nobody sees here. */
  readonly makers: readonly Keyed[];
  /** What makes others by files of their own, or by what is written in their place. */
  readonly otherGenerators: (Keyed & { readonly from: readonly Reference[] }) | null;
  /** Files it uses otherwise than as objects. */
  readonly otherFiles: readonly Reference[];
}

/** The kustomization of a document; null when it is not a map. */
export function readKustomization(path: string, document: Node): Kustomization | null {
  const body = asMap(withKnownKeys(document));
  if (body === null) return null;
  const keys = (names: readonly string[]) => keysOf(body, names);
  const keyed = <From>(key: string, from: From) =>
    keys([key])
      .map((found) => ({ ...found, from }))
      .at(0) ?? null;
  return {
    path,
    folder: parentFolder(path),
    place: body.place,
    isComponent: textOf(at(body, 'kind')) === 'Component',
    resources: [...references(at(body, 'resources')), ...references(at(body, 'bases'))],
    components: references(at(body, 'components')),
    patches: [...references(at(body, 'patchesStrategicMerge')).map(toStrategicPatch), ...itemsOf(at(body, 'patches')).flatMap(toPatch)],
    laterPatches: itemsOf(at(body, 'patchesJson6902')).flatMap(toPatch),
    affixes: [textOf(at(body, 'namePrefix')) ?? '', textOf(at(body, 'nameSuffix')) ?? ''],
    namespace: textOf(at(body, 'namespace')),
    labels: addedLabels(body),
    annotations: asMap(at(body, 'commonAnnotations')),
    images: maps(at(body, 'images')),
    replicas: maps(at(body, 'replicas')),
    generators: [
      ...maps(at(body, 'configMapGenerator')).map((entry) => ({ kind: 'ConfigMap', entry }) as const),
      ...maps(at(body, 'secretGenerator')).map((entry) => ({ kind: 'Secret', entry }) as const),
    ],
    helmCharts: readHelmCharts(body, parentFolder(path)),
    transformers: keyed('transformers', references(at(body, 'transformers'))),
    refusals: refusalsOf(body),
    changers: [...keys(['vars', 'configurations']), ...maps(at(body, 'images')).flatMap(pattern)],
    replacements: keyed('replacements', at(body, 'replacements')),
    makers: keys(['helmChartInflationGenerator']),
    otherGenerators: keyed('generators', references(at(body, 'generators'))),
    otherFiles: ['transformers', 'configurations', 'crds', 'generators', 'validators', 'replacements'].flatMap((key) => [
      ...references(at(body, key)),
      ...itemsOf(at(body, key)).flatMap((item) => reference(at(item, 'path'))),
    ]),
  };
}

/** An entry of `images` whose name is a pattern: which images it is for is not worked out. */
function pattern(image: MapNode): readonly Keyed[] {
  return /[^\w./:@-]/.test(textOf(at(image, 'name')) ?? '') ? [{ key: 'images', place: image.place }] : [];
}

function keysOf(body: MapNode, names: readonly string[]): readonly Keyed[] {
  return entriesOf(body).flatMap(({ key, place, value }) => (names.includes(key) && !isEmpty(value) ? [{ key, place }] : []));
}

function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' ? node.text === null : node.kind === 'list' ? node.items.length === 0 : node.entries.size === 0;
}

function maps(node: Node | null): readonly MapNode[] {
  return itemsOf(node).flatMap((item) => asMap(item) ?? []);
}

function references(node: Node | null): readonly Reference[] {
  return itemsOf(node).flatMap(reference);
}

function reference(node: Node | null): readonly Reference[] {
  const written = textOf(node);
  return node === null || written === null ? [] : [{ written, place: node.place }];
}

function toStrategicPatch({ written, place }: Reference): Patch {
  return {
    place,
    target: null,
    givesKind: false,
    content: written.includes('\n') ? { documents: inline(written, place) } : { file: written },
  };
}

function toPatch(item: Node): readonly Patch[] {
  const target = asMap(at(item, 'target'));
  const written = at(item, 'patch');
  const text = textOf(written);
  const file = textOf(at(item, 'path'));
  const content = written !== null && text !== null ? { documents: inline(text, written.place) } : file === null ? null : { file };
  const givesKind = booleanOf(at(item, 'options', 'allowKindChange')) === true;
  return content === null ? [] : [{ place: item.place, target: target === null ? null : toTarget(target), givesKind, content }];
}

function toTarget(target: MapNode): PatchTarget {
  return {
    group: textOf(at(target, 'group')),
    version: textOf(at(target, 'version')),
    kind: textOf(at(target, 'kind')),
    name: textOf(at(target, 'name')),
    namespace: textOf(at(target, 'namespace')),
    bySelector: ['labelSelector', 'annotationSelector'].some((key) => target.entries.has(key)),
  };
}

/** YAML in a block of text: its first line is the one after the sign that opens the block. */
export function inline(text: string, place: Place): readonly Node[] {
  return readDocuments({ path: place.path, text, firstLine: text.includes('\n') ? place.line + 1 : place.line }).documents;
}

function addedLabels(body: MapNode): readonly AddedLabels[] {
  const common = asMap(at(body, 'commonLabels'));
  const listed = maps(at(body, 'labels')).flatMap((item): AddedLabels[] => {
    const pairs = asMap(at(item, 'pairs'));
    const goes = (key: string) => textOf(at(item, key)) === 'true';
    const reach = goes('includeSelectors') ? 'selectors' : goes('includeTemplates') ? 'templates' : 'object';
    return pairs === null ? [] : [{ pairs, reach, fields: maps(at(item, 'fields')).flatMap(labelField) }];
  });
  return common === null ? listed : [...listed, { pairs: common, reach: 'selectors', fields: [] }];
}

/** Labels in a list (`volumeClaimTemplates[]`) are those of no pod. */
function labelField(field: MapNode): readonly LabelField[] {
  const path = textOf(at(field, 'path'));
  if (path === null || path.includes('[')) return [];
  return [{ path: path.split('/'), kind: textOf(at(field, 'kind')), isMade: textOf(at(field, 'create')) === 'true' }];
}
