import { withEntry } from '../yaml/change.ts';
import { at, itemsOf, type ListNode, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** The object with the operations of a JSON patch (RFC 6902) applied; null when one of them is not `add`, `replace` or `remove`, or leads nowhere. */
export function jsonPatch(base: MapNode, operations: Node): MapNode | null {
  let patched: Node | null = base;
  for (const operation of itemsOf(operations)) {
    const op = textOf(at(operation, 'op'));
    const path = textOf(at(operation, 'path'));
    const value = at(operation, 'value');
    if (op === 'test') continue;
    if (path === null || !path.startsWith('/') || !(op === 'remove' || ((op === 'add' || op === 'replace') && value !== null))) return null;
    const keys = path
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    patched =
      patched === null || keys.length > 50 ? null : change(patched, keys, { value: op === 'remove' ? null : value, insert: op === 'add' });
  }
  return patched?.kind === 'map' ? patched : null;
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
