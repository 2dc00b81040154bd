import { withEntry } from '../yaml/change.ts';
import { at, isString, itemsOf, type ListNode, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** The object with the operations of a JSON patch (RFC 6902) applied; null when one of them is not followed (`copy`, `move`), leads nowhere, or is a test that fails: Kustomize then makes nothing at all. */
export function jsonPatch(base: MapNode, operations: Node): MapNode | null {
  let patched: Node | null = base;
  for (const operation of itemsOf(operations)) {
    const op = textOf(at(operation, 'op'));
    const path = textOf(at(operation, 'path'));
    const value = at(operation, 'value');
    if (path === null || !path.startsWith('/') || !isFollowed(op) || (op !== 'remove' && value === null)) return null;
    const keys = path
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (patched === null || keys.length > 50 || ((op === 'remove' || op === 'test') && nodeAt(patched, keys) === null)) return null;
    if (op === 'test' ? !isSame(nodeAt(patched, keys), value) : false) return null;
    if (op !== 'test') patched = change(patched, keys, { value: op === 'remove' ? null : value, insert: op === 'add' });
  }
  return patched?.kind === 'map' ? patched : null;
}

function isFollowed(op: string | null): boolean {
  return op === 'add' || op === 'replace' || op === 'remove' || op === 'test';
}

/** What lies under the keys, in maps and lists; null where nothing does. */
function nodeAt(node: Node, keys: readonly string[]): Node | null {
  return keys.reduce<Node | null>((under, key) => {
    if (under?.kind === 'map') return under.entries.get(key)?.value ?? null;
    return under?.kind === 'list' && /^\d{1,6}$/.test(key) ? (under.items[Number(key)] ?? null) : null;
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
  const index = key === '-' ? list.items.length : /^\d{1,6}$/.test(key) ? Number(key) : -1;
  const item = list.items[index];
  if (rest.length > 0) {
    const value = item === undefined ? null : change(item, rest, wanted);
    return value === null ? null : { ...list, items: list.items.with(index, value) };
  }
  if (index < 0 || index > list.items.length || (item === undefined && !wanted.insert)) return null;
  const put = wanted.value === null ? [] : [wanted.value];
  return { ...list, items: list.items.toSpliced(index, wanted.insert ? 0 : 1, ...put) };
}
