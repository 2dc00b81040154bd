import { parentFolder } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import { asMap, at, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { readDocuments, type YamlTrouble } from '../yaml/read-documents.ts';

/** A values file of a Helm chart. */
export interface ValuesFile {
  readonly path: string;
  /** The chart's own defaults, which the values of an environment may replace. */
  readonly isDefault: boolean;
  /** Null for a file that holds nothing, or is not read. */
  readonly root: Node | null;
  readonly maps: readonly { readonly key: string; readonly node: MapNode }[];
  readonly troubles: readonly YamlTrouble[];
}

/** Reads a values file; `chartFolders` are the folders that hold a chart. */
export function readValues({ path, text }: TextFile, chartFolders: ReadonlySet<string>): ValuesFile {
  const { documents, troubles } = readDocuments({ path, text });
  const isDefault = /(^|\/)values\.ya?ml$/.test(path) && chartFolders.has(parentFolder(path));
  return { path, isDefault, troubles, root: documents[0] ?? null, maps: documents.flatMap((document) => mapsWithin('', document)) };
}

/** An image that values name: its parts, as charts usually write them. */
export function imageOf({
  key,
  node,
}: {
  key: string;
  node: MapNode;
}): { registry: string | null; repository: string; tag: Node | null } | null {
  const repository = textOf(at(node, 'repository'));
  if (repository === null || repository === '' || !(/image/i.test(key) || node.entries.has('tag'))) return null;
  return { registry: textOf(at(node, 'registry')), repository, tag: at(node, 'tag') };
}

function mapsWithin(key: string, node: Node): readonly { readonly key: string; readonly node: MapNode }[] {
  const map = asMap(node);
  if (map !== null) return [{ key, node: map }, ...entriesOf(map).flatMap((entry) => mapsWithin(entry.key, entry.value))];
  return itemsOf(node).flatMap((item) => mapsWithin(key, item));
}
