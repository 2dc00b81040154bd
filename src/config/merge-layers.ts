import type { LocatedYaml, ValuePath } from '../yaml/located-yaml.ts';
import { nearestKey } from '../yaml/nearest-key.ts';
import { listed } from '../yaml/problem.ts';
import { replacedWhole } from './layer-schema.ts';

/** A place in a layer. */
export interface Origin {
  readonly layer: LocatedYaml;
  readonly path: ValuePath;
}

/** An element that a layer took out of a list. */
export interface Removal extends Origin {
  /** Key of the list: `phases`, `platforms`… */
  readonly list: string;
  readonly id: string;
}

/** A value merged from layers, which remembers from where each of its parts came. */
export interface Merged {
  readonly value: unknown;
  /** The layer that holds the value at the path, and the path of the value in that layer; the nearest ancestor's where nothing is there. */
  readonly origin: (path: ValuePath) => Origin;
  readonly removals: readonly Removal[];
  /** `after` and `remove` that name nothing, at their places. */
  readonly mistakes: readonly (Origin & { readonly message: string; readonly fix: string })[];
}

/** A plain value, with the layer and path each node was written at. */
interface Node extends Origin {
  readonly content: { readonly [key: string]: Node } | readonly Node[] | string | number | boolean | null;
}
interface MapNode extends Node {
  readonly content: { readonly [key: string]: Node };
}
interface ListNode extends Node {
  readonly content: readonly Node[];
}

/** What merging notes on its way. */
interface Notes {
  readonly removals: Removal[];
  readonly mistakes: Merged['mistakes'][number][];
}

/**
 * Merges layers, the lowest first: maps key by key, lists of things with an `id` by id (new ones at the end, or `after` another; `remove: true` drops one),
 * any other value replaced by the higher layer's. The words of merging (`_extends`, `preset`, `after`, `remove`) do not stay in the value.
 */
export function mergeLayers(layers: readonly [LocatedYaml, ...LocatedYaml[]]): Merged {
  const notes: Notes = { removals: [], mistakes: [] };
  const [lowest, ...higher] = layers.map((layer) => read(layer, layer.value, []));
  if (lowest === undefined) throw new Error('there is at least one layer');
  const root = higher.reduce((low, high) => merge(low, high, notes), settle(lowest, notes));
  return { value: plain(root), origin: (path) => originOf(root, path), ...notes };
}

/** Words by which a layer names what it stands on. */
const ofALayer: readonly string[] = ['_extends', 'preset'];

function read(layer: LocatedYaml, value: unknown, path: ValuePath): Node {
  if (Array.isArray(value)) return { layer, path, content: value.map((item: unknown, index) => read(layer, item, [...path, index])) };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => path.length > 0 || !ofALayer.includes(key));
    return { layer, path, content: Object.fromEntries(entries.map(([key, item]) => [key, read(layer, item, [...path, key])])) };
  }
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { layer, path, content: scalar };
}

/** A longer list is no list of things with an `id` that somebody wrote: nothing of it is looked for in the other layer. */
const MAX_MERGED = 500;

function merge(low: Node, high: Node, notes: Notes): Node {
  if (isList(low) && isList(high)) return haveIds(high) && haveIds(low) ? mergeById(low, high, notes) : high;
  if (isMap(low) && isMap(high)) {
    const added = Object.entries(high.content).map(([key, node]) => {
      const known = low.content[key];
      return [key, known === undefined || replacedWhole.includes(key) ? settle(node, notes) : merge(known, node, notes)];
    });
    return { ...high, content: { ...low.content, ...Object.fromEntries(added) } };
  }
  return high;
}

/** What nothing stands below: the words of merging have no place in it either. */
function settle(node: Node, notes: Notes): Node {
  if (isMap(node)) return merge({ ...node, content: {} }, node, notes);
  return isList(node) && haveIds(node) ? mergeById({ ...node, content: [] }, node, notes) : node;
}

function mergeById(low: ListNode, high: ListNode, notes: Notes): Node {
  return { ...high, content: high.content.reduce((items, node) => mergeElement(items, node, notes), low.content) };
}

function mergeElement(items: readonly Node[], node: Node, notes: Notes): readonly Node[] {
  const id = String(scalarOf(node, 'id'));
  const index = items.findIndex((item) => scalarOf(item, 'id') === id);
  const known = items[index];
  const others = items.filter((_, at) => at !== index);
  if (scalarOf(node, 'remove') === true) {
    if (known === undefined) notes.mistakes.push(namesNothing({ node, key: 'remove', named: id, items }));
    else notes.removals.push({ ...placeOf(node, 'remove'), list: String(node.path.at(-2)), id });
    return others;
  }
  const bare = without(node, ['after', 'remove']);
  const merged = known === undefined ? settle(bare, notes) : merge(known, bare, notes);
  const after = scalarOf(node, 'after');
  if (after === undefined) return known === undefined ? [...items, merged] : items.with(index, merged);
  const place = others.findIndex((item) => scalarOf(item, 'id') === after);
  if (place === -1) notes.mistakes.push(namesNothing({ node, key: 'after', named: String(after), items: others }));
  return place === -1 ? [...others, merged] : others.toSpliced(place + 1, 0, merged);
}

interface NamesNothing {
  readonly node: Node;
  readonly key: 'after' | 'remove';
  readonly named: string;
  readonly items: readonly Node[];
}

function namesNothing({ node, key, named, items }: NamesNothing): Merged['mistakes'][number] {
  const known = items.map((item) => String(scalarOf(item, 'id')));
  const nearest = nearestKey(named, known);
  const choice = nearest === null ? `écrivez un de ceux-ci : ${listed(known)}` : `écrivez « ${nearest} »`;
  return {
    ...placeOf(node, key === 'remove' ? 'id' : 'after'),
    message: `« ${key} » ne nomme aucun élément de cette liste : « ${named} » n’y est pas`,
    fix: known.length === 0 ? `retirez « ${key} » : cette liste est vide à cet endroit` : choice,
  };
}

/** Place of a key of a map. */
function placeOf(node: Node, key: string): Origin {
  return { layer: node.layer, path: [...node.path, key] };
}

function isList(node: Node): node is ListNode {
  return Array.isArray(node.content);
}

function isMap(node: Node): node is MapNode {
  return typeof node.content === 'object' && node.content !== null && !Array.isArray(node.content);
}

function haveIds({ content }: ListNode): boolean {
  return content.length <= MAX_MERGED && content.every((node) => isMap(node) && scalarOf(node, 'id') !== undefined);
}

function scalarOf(node: Node, key: string): string | number | boolean | undefined {
  const found = isMap(node) ? node.content[key] : undefined;
  return typeof found?.content === 'object' ? undefined : found?.content;
}

function without(node: Node, keys: readonly string[]): Node {
  if (!isMap(node)) return node;
  return { ...node, content: Object.fromEntries(Object.entries(node.content).filter(([key]) => !keys.includes(key))) };
}

function plain(node: Node): unknown {
  if (isList(node)) return node.content.map(plain);
  return isMap(node) ? Object.fromEntries(Object.entries(node.content).map(([key, item]) => [key, plain(item)])) : node.content;
}

function originOf(root: Node, path: ValuePath): Origin {
  let node = root;
  for (const key of path) {
    const next = isList(node) && typeof key === 'number' ? node.content[key] : isMap(node) ? node.content[String(key)] : undefined;
    if (next === undefined) return { layer: node.layer, path: node.path };
    node = next;
  }
  return { layer: node.layer, path: node.path };
}
