import { withEntry } from '../yaml/change.ts';
import { at, isString, itemsOf, type ListNode, type MapNode, type Node, type ScalarNode, textOf } from '../yaml/node.ts';

/** Why there is no object: an operation leads nowhere or is a test that fails, and Kustomize makes nothing at all; or it copies more than is worth following. */
export type PatchFailure = 'leads-nowhere' | 'unfollowed';

/** Values that one `copy` takes at most: it costs a line to write, and a few of them would double an object each. */
const MAX_COPIED = 100;

/**
 * The object with the operations of a JSON patch (RFC 6902) applied as Kustomize does: a rank below zero counts from the end, and what a map lacks is null to a test ("evanphx/json-patch"; tried
 * with kubectl 1.34). Pure; never throws.
 */
export function jsonPatch(base: MapNode, operations: Node): MapNode | PatchFailure {
  let patched: Node = base;
  for (const operation of itemsOf(operations)) {
    const made = operate(patched, operation);
    if (made === null) return 'leads-nowhere';
    if (made === 'unfollowed') return made;
    patched = made;
  }
  return patched.kind === 'map' ? patched : 'leads-nowhere';
}

/** Null where the operation leads nowhere. */
function operate(node: Node, operation: Node): Node | 'unfollowed' | null {
  const [keys, from, value] = [pathOf(operation, 'path'), pathOf(operation, 'from'), at(operation, 'value')];
  if (keys === null) return null;
  const add = (to: Node, added: Node | null) => (added === null ? null : change(to, keys, { value: added, insert: true }));
  switch (textOf(at(operation, 'op')) ?? '') {
    case 'add':
      return add(node, value ?? nothingAt(operation));
    case 'replace':
      return change(node, keys, { value: value ?? nothingAt(operation), insert: false });
    case 'remove':
      return without(node, keys);
    case 'test':
      return value !== null && isSame(nodeOrNothing(node, keys), value) ? node : null;
    case 'copy': {
      const copied = from === null ? null : nodeOrNothing(node, from);
      return copied !== null && sizeOf(copied) > MAX_COPIED ? 'unfollowed' : add(node, copied);
    }
    case 'move': {
      const left = from === null ? null : without(node, from);
      return from === null || left === null ? null : add(left, nodeAt(node, from));
    }
    default:
      return null;
  }
}

/** The keys of a path, of which what stands before the first slash says nothing; null for no path, or one deeper than any object. */
function pathOf(operation: Node, name: 'path' | 'from'): readonly string[] | null {
  const [, ...keys] = (textOf(at(operation, name)) ?? '').split('/');
  if (keys.length === 0 || keys.length > 50) return null;
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function nothingAt({ place }: Node): ScalarNode {
  return { kind: 'scalar', place, text: null, plain: true };
}

function without(node: Node, keys: readonly string[]): Node | null {
  return nodeAt(node, keys) === null ? null : change(node, keys, { value: null, insert: false });
}

/** What lies under the keys, or nothing where a map lacks the last one; null where nothing holds it. */
function nodeOrNothing(node: Node, keys: readonly string[]): Node | null {
  const holder = nodeAt(node, keys.slice(0, -1));
  return nodeAt(node, keys) ?? (holder?.kind === 'map' ? nothingAt(holder) : null);
}

/** How many values a value holds, itself among them; stops counting past what may be copied. */
function sizeOf(node: Node): number {
  let size = 0;
  const left: Node[] = [node];
  for (let next = left.pop(); next !== undefined && size <= MAX_COPIED; next = left.pop()) {
    size += 1;
    if (next.kind === 'list') left.push(...next.items.slice(0, MAX_COPIED));
    else if (next.kind === 'map') left.push(...[...next.entries.values()].slice(0, MAX_COPIED).map(({ value }) => value));
  }
  return size;
}

/** What lies under the keys, in maps and lists; null where nothing does. */
function nodeAt(node: Node, keys: readonly string[]): Node | null {
  return keys.reduce<Node | null>((under, key) => {
    if (under?.kind === 'map') return under.entries.get(key)?.value ?? null;
    return under?.kind === 'list' ? (under.items[rankOf(key, under.items.length)] ?? null) : null;
  }, node);
}

/** True where both say the same; a text and a number do not. */
function isSame(one: Node | null, other: Node | null): boolean {
  if (one === null || other === null || one.kind !== other.kind) return one === other;
  if (one.kind === 'scalar') return other.kind === 'scalar' && one.text === other.text && isString(one) === isString(other);
  if (one.kind === 'list')
    return (
      other.kind === 'list' &&
      one.items.length === other.items.length &&
      one.items.every((item, index) => isSame(item, other.items[index] ?? null))
    );
  return (
    other.kind === 'map' &&
    one.entries.size === other.entries.size &&
    [...one.entries].every(([key, { value }]) => isSame(value, other.entries.get(key)?.value ?? null))
  );
}

interface Change {
  /** Null: to remove. */
  readonly value: Node | null;
  readonly insert: boolean;
}

function change(node: Node, [key = '', ...rest]: readonly string[], wanted: Change): Node | null {
  if (node.kind === 'map') return changeMap(node, [key, ...rest], wanted);
  return node.kind === 'list' ? changeList(node, [key, ...rest], wanted) : null;
}

function changeMap(map: MapNode, [key = '', ...rest]: readonly string[], wanted: Change): Node | null {
  const entry = map.entries.get(key);
  if (rest.length === 0) return withEntry(map, key, wanted.value === null ? null : { place: wanted.value.place, value: wanted.value });
  const value = entry === undefined ? null : change(entry.value, rest, wanted);
  return entry === undefined || value === null ? null : withEntry(map, key, { place: entry.place, value });
}

function changeList(list: ListNode, [key = '', ...rest]: readonly string[], wanted: Change): Node | null {
  const isInserted = rest.length === 0 && wanted.insert;
  const length = list.items.length + (isInserted ? 1 : 0);
  const index = key === '-' ? list.items.length : rankOf(key, length);
  const item = list.items[index];
  if (rest.length > 0) {
    const value = item === undefined ? null : change(item, rest, wanted);
    return value === null ? null : { ...list, items: list.items.with(index, value) };
  }
  if (index < 0 || index > list.items.length || (item === undefined && !wanted.insert)) return null;
  const put = wanted.value === null ? [] : [wanted.value];
  return { ...list, items: list.items.toSpliced(index, wanted.insert ? 0 : 1, ...put) };
}

/** The rank that a key says in a list of that length; -1 for none. */
function rankOf(key: string, length: number): number {
  if (!/^-?\d{1,6}$/.test(key)) return -1;
  const rank = Number(key);
  return rank < 0 ? Math.max(rank + length, -1) : rank;
}
