import { at, type Entry, type ListNode, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** What tells the items of a list apart, by the key that holds the list; lists under other keys are replaced as a whole. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  ports: ['containerPort', 'port'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
};

/** What becomes of lists whose items have a name: merged item by item, or replaced as a whole, as Kustomize does in objects that it does not know. */
export type Lists = 'merged' | 'replaced';

/** The object with a strategic merge patch applied, each value keeping its own place; null when the patch deletes it. */
export function strategicMerge(base: MapNode, patch: MapNode, lists: Lists): MapNode | null {
  const directive = textOf(at(patch, '$patch'));
  if (directive === 'delete') return null;
  const entries = new Map(directive === 'replace' ? [] : base.entries);
  for (const [key, entry] of patch.entries) {
    if (key.startsWith('$')) continue;
    const merged = mergeEntry(entries.get(key), entry, { key, lists });
    if (merged === null) entries.delete(key);
    else entries.set(key, merged);
  }
  return { ...base, entries };
}

function mergeEntry(base: Entry | undefined, patch: Entry, { key, lists }: { key: string; lists: Lists }): Entry | null {
  const { value } = patch;
  if (value.kind === 'scalar') return value.text === null ? null : patch;
  if (value.kind === 'map') {
    const under = base?.value.kind === 'map' ? base.value : { ...value, entries: new Map<string, Entry>() };
    const merged = strategicMerge(under, value, lists);
    return merged === null ? null : { place: base?.place ?? patch.place, value: merged };
  }
  const fields = lists === 'merged' && Object.hasOwn(mergeKeys, key) ? mergeKeys[key] : undefined;
  if (base?.value.kind !== 'list' || fields === undefined) return patch;
  return { place: base.place, value: mergeLists(base.value, value, fields) };
}

function mergeLists(base: ListNode, patch: ListNode, fields: readonly string[]): ListNode {
  const items = new Map(base.items.map((item, index) => [identityOf(item, fields) ?? `#${index}`, item]));
  const patched: Node[] = [];
  for (const [index, item] of patch.items.entries()) {
    if (item.kind === 'map' && textOf(at(item, '$patch')) === 'replace' && item.entries.size === 1) {
      return { ...patch, items: patch.items.filter((other) => other !== item) };
    }
    const id = identityOf(item, fields) ?? `+${index}`;
    const under = items.get(id);
    const merged =
      item.kind !== 'map' ? item : strategicMerge(under?.kind === 'map' ? under : { ...item, entries: new Map() }, item, 'merged');
    items.delete(id);
    if (merged !== null) patched.push(merged);
  }
  // Kustomize puts what a patch names first: an index of a JSON patch that comes later counts from there.
  return { ...base, items: [...patched, ...items.values()] };
}

function identityOf(item: Node, fields: readonly string[]): string | null {
  for (const field of fields) {
    const text = textOf(at(item, field));
    if (text !== null) return `=${text}`;
  }
  return null;
}
