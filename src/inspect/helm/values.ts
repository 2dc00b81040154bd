import { say } from '../../words/sentence.ts';
import { parentFolder } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import type { Opaque } from '../kustomize/assemble.ts';
import { asMap, at, entriesOf, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';
import { readDocuments, type YamlTrouble } from '../yaml/read-documents.ts';

/** A values file of a Helm chart. */
export interface ValuesFile {
  readonly path: string;
  /** The chart's own defaults, which the values of an environment may replace. */
  readonly isDefault: boolean;
  readonly maps: readonly { readonly key: string; readonly node: MapNode }[];
  readonly troubles: readonly YamlTrouble[];
}

/** Reads a values file; `chartFolders` are the folders that hold a chart. */
export function readValues({ path, text }: TextFile, chartFolders: ReadonlySet<string>): ValuesFile {
  const { documents, troubles } = readDocuments({ path, text });
  const isDefault = /(^|\/)values\.ya?ml$/.test(path) && chartFolders.has(parentFolder(path));
  return { path, isDefault, troubles, maps: documents.flatMap((document) => mapsWithin('', document)) };
}

/** What charts hide: what their templates make is not known. */
export function chartOpaques(charts: readonly string[]): readonly Opaque[] {
  return charts
    .filter((path) => !isSubchart(path, charts))
    .map((path) => ({
      place: { path, line: 1 },
      because: say`les gabarits de ce chart Helm ne sont pas exécutés : ce qu’ils produisent reste à vérifier (helm template)`,
      hides: 'objects',
    }));
}

/** A chart in the `charts/` of another one, which answers for it ("Charts", Helm documentation); a repository may well keep its charts in such a folder. */
function isSubchart(path: string, charts: readonly string[]): boolean {
  const [, parent] = /^(.*?)charts\/[^/]+\/Chart\.ya?ml$/.exec(path) ?? [];
  return parent !== undefined && charts.some((other) => other === `${parent}Chart.yaml` || other === `${parent}Chart.yml`);
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
