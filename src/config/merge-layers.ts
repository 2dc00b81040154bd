import type { LocatedYaml, ValuePath } from '../yaml/located-yaml.ts';

/** A value merged from layers, which remembers from where each of its parts came. */
export interface Merged {
  readonly value: unknown;
  /** The layer that holds the value at the path, and the path of the value in that layer; the nearest ancestor's where nothing is there. */
  readonly origin: (path: ValuePath) => { readonly layer: LocatedYaml; readonly path: ValuePath };
}

/** A plain value, with the layer and path each node was written at. */
interface Node {
  readonly layer: LocatedYaml;
  readonly path: ValuePath;
  readonly content: { readonly [key: string]: Node } | readonly Node[] | string | number | boolean | null;
}

/**
 * Merges layers, the lowest first: maps key by key, lists of things with an `id` by id (new ones at the end, or `after` another; `remove: true` drops one),
 * any other value replaced by the higher layer's. The words of merging (`_extends`, `after`, `remove`) do not stay in the value.
 */
export function mergeLayers(layers: readonly [LocatedYaml, ...LocatedYaml[]]): Merged {
  const [lowest, ...higher] = layers.map((layer) => read(layer, layer.value, []));
  if (lowest === undefined) throw new Error('there is at least one layer');
  const root = higher.reduce(merge, lowest);
  return { value: plain(root), origin: (path) => originOf(root, path) };
}

function read(layer: LocatedYaml, value: unknown, path: ValuePath): Node {
  if (Array.isArray(value)) return { layer, path, content: value.map((item: unknown, index) => read(layer, item, [...path, index])) };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => path.length > 0 || key !== '_extends');
    return { layer, path, content: Object.fromEntries(entries.map(([key, item]) => [key, read(layer, item, [...path, key])])) };
  }
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { layer, path, content: scalar };
}

/** Maps whose keys only make sense together: a hub that names its team does not mean "or whoever may write". */
const replacedWhole: readonly string[] = ['serviceTeam', 'when'];

function merge(low: Node, high: Node): Node {
  if (isList(low) && isList(high)) return haveIds(high) && haveIds(low) ? { ...low, content: mergeById(low.content, high.content) } : high;
  if (isMap(low) && isMap(high)) {
    const added = Object.entries(high.content).map(([key, node]) => {
      const known = low.content[key];
      return [key, known === undefined || replacedWhole.includes(key) ? node : merge(known, node)];
    });
    return { ...high, content: { ...low.content, ...Object.fromEntries(added) } };
  }
  return high;
}

function mergeById(low: readonly Node[], high: readonly Node[]): readonly Node[] {
  return high.reduce<readonly Node[]>((items, node, rank) => {
    // Twice in one layer is a mistake, not a change: both stay, for the check of unique ids to tell.
    if (high.slice(0, rank).some((other) => idOf(other) === idOf(node))) return [...items, node];
    const index = items.findIndex((item) => idOf(item) === idOf(node));
    if (scalarOf(node, 'remove') === true) return items.filter((_, at) => at !== index);
    const known = items[index];
    const merged = without(known === undefined ? node : merge(known, node), ['after', 'remove']);
    const after = scalarOf(node, 'after');
    if (typeof after === 'string') {
      const others = items.filter((_, at) => at !== index);
      const place = others.findIndex((item) => idOf(item) === after);
      return place === -1
        ? [...others, without(known === undefined ? node : merge(known, node), ['remove'])]
        : others.toSpliced(place + 1, 0, merged);
    }
    return known === undefined ? [...items, merged] : items.with(index, merged);
  }, low);
}

interface MapNode extends Node {
  readonly content: { readonly [key: string]: Node };
}
interface ListNode extends Node {
  readonly content: readonly Node[];
}

function isList(node: Node): node is ListNode {
  return Array.isArray(node.content);
}

function isMap(node: Node): node is MapNode {
  return typeof node.content === 'object' && node.content !== null && !Array.isArray(node.content);
}

function haveIds({ content }: ListNode): boolean {
  return content.every((node) => isMap(node) && idOf(node) !== undefined);
}

function idOf(node: Node): unknown {
  return scalarOf(node, 'id');
}

function scalarOf(node: Node, key: string): unknown {
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

function originOf(root: Node, path: ValuePath): { layer: LocatedYaml; path: ValuePath } {
  let node = root;
  for (const key of path) {
    const next = isList(node) && typeof key === 'number' ? node.content[key] : isMap(node) ? node.content[String(key)] : undefined;
    if (next === undefined) return { layer: node.layer, path: node.path };
    node = next;
  }
  return { layer: node.layer, path: node.path };
}
