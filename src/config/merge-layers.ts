import { lookUp } from '../words/look-up.ts';
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
 * any other value replaced by the higher layer's. A former id (`was`) names what it became. The words of merging (`_extends`, `preset`, `after`, `remove`) do not stay in the value.
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
      const known = lookUp(low.content, key);
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

function mergeElement(items: readonly Node[], written: Node, notes: Notes): readonly Node[] {
  const { known, node, renamed } = standingFor(items, written);
  if (scalarOf(node, 'remove') === true) {
    const id = String(scalarOf(written, 'id'));
    // What it was is gone already: whatever it became a part of stays.
    if (renamed) return items;
    if (known === undefined) notes.mistakes.push(namesNothing({ node, key: 'remove', named: id, items }));
    else notes.removals.push({ ...placeOf(node, 'remove'), list: String(node.path.at(-2)), id });
    return items.filter((item) => item !== known);
  }
  const free = known === undefined ? items.map((item) => withoutFormerId(item, String(scalarOf(node, 'id')))) : items;
  const bare = without(node, ['after', 'remove']);
  const merged = known === undefined ? settle(bare, notes) : merge(known, bare, notes);
  const others = free.filter((item) => item !== known);
  const after = scalarOf(node, 'after');
  if (after === undefined) return known === undefined ? [...free, merged] : free.with(free.indexOf(known), merged);
  const place = others.findIndex((item) => isCalled(item, after));
  if (place === -1) notes.mistakes.push(namesNothing({ node, key: 'after', named: String(after), items: others }));
  return place === -1 ? [...others, merged] : others.toSpliced(place + 1, 0, merged);
}

interface Standing {
  /** The element below that it changes. */
  readonly known: Node | undefined;
  /** As it is to be merged with that one. */
  readonly node: Node;
  /** Whether it calls it by what it `was`. */
  readonly renamed: boolean;
}

/** The element that a layer changes, by its id or by a former one; what gives a field of its own is an element of its own. */
function standingFor(items: readonly Node[], node: Node): Standing {
  const id = scalarOf(node, 'id');
  const known = items.find((item) => scalarOf(item, 'id') === id);
  const renamed = known === undefined && scalarOf(node, 'field') === undefined ? items.find((item) => wasCalled(item, id)) : undefined;
  return renamed === undefined ? { known, node, renamed: false } : { known: renamed, node: without(node, ['id']), renamed: true };
}

function isCalled(item: Node, id: string | number | boolean): boolean {
  return scalarOf(item, 'id') === id || wasCalled(item, id);
}

function wasCalled(item: Node, id: string | number | boolean | undefined): boolean {
  const was = isMap(item) ? item.content['was'] : undefined;
  return was !== undefined && isList(was) && was.content.some(({ content }) => content === id);
}

/** A former id gives way to a layer that has an element of that name again. */
function withoutFormerId(item: Node, id: string): Node {
  if (!isMap(item) || !wasCalled(item, id)) return item;
  const { was } = item.content;
  if (was === undefined || !isList(was)) return item;
  return { ...item, content: { ...item.content, was: { ...was, content: was.content.filter(({ content }) => content !== id) } } };
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
    const next = isList(node) && typeof key === 'number' ? node.content[key] : isMap(node) ? lookUp(node.content, String(key)) : undefined;
    if (next === undefined) return { layer: node.layer, path: node.path };
    node = next;
  }
  return { layer: node.layer, path: node.path };
}
