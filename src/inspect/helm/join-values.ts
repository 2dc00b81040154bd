import type { Entry, Node } from '../yaml/node.ts';

/** The values of files as Helm joins them: the first that gives one decides, and maps are joined key by key. Null for no file. Pure. */
export function joinValues(values: readonly Node[]): Node | null {
  const [first = null, ...rest] = values;
  return first === null ? null : rest.reduce(under, first);
}

function under(node: Node, other: Node): Node {
  if (node.kind !== 'map' || other.kind !== 'map') return node;
  const own = [...node.entries].map(([key, entry]): [string, Entry] => {
    const below = other.entries.get(key);
    return [key, below === undefined ? entry : { ...entry, value: under(entry.value, below.value) }];
  });
  return { ...node, entries: new Map([...other.entries, ...own]) };
}
