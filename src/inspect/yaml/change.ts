import type { Entry, MapNode, Node, ScalarNode } from './node.ts';
import type { Place } from '../../dossier/checks/check.ts';

/** A scalar that the checks add, at the place of what asks for it. */
export function scalar(text: string, place: Place): ScalarNode {
  return { kind: 'scalar', text, place, plain: true };
}

/** A map that the checks add. */
export function mapOf(place: Place, entries: Readonly<Record<string, Node>>): MapNode {
  return { kind: 'map', place, entries: new Map(Object.entries(entries).map(([key, value]) => [key, { place: value.place, value }])) };
}

/** The map with a key set, or taken away by null. */
export function withEntry(map: MapNode, key: string, entry: Entry | null): MapNode {
  const entries = new Map(map.entries);
  if (entry === null) entries.delete(key);
  else entries.set(key, entry);
  return { ...map, entries };
}

/** The map with what lies under the keys changed; maps on the way are made where `make` says where to put them. */
export function changeUnder(
  map: MapNode,
  keys: readonly string[],
  { change, make }: { change: (node: Node | null) => Node | null; make: Place | null },
): MapNode {
  const [key, ...rest] = keys;
  if (key === undefined) {
    const changed = change(map);
    return changed?.kind === 'map' ? changed : map;
  }
  const entry = map.entries.get(key);
  if (rest.length === 0) {
    const value = change(entry?.value ?? null);
    return value === null ? map : withEntry(map, key, { place: entry?.place ?? value.place, value });
  }
  const inner = entry?.value.kind === 'map' ? entry.value : make === null ? null : mapOf(make, {});
  if (inner === null) return map;
  return withEntry(map, key, { place: entry?.place ?? inner.place, value: changeUnder(inner, rest, { change, make }) });
}
