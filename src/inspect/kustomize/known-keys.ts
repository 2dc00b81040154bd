import { type Entry, entriesOf, type Node } from '../yaml/node.ts';

/**
 * The kustomization with the keys that Kustomize knows spelled as it spells them: its decoder takes them in any case, and of one written twice the last in the order of its bytes (tried with kubectl
 * 1.34). Pure.
 */
export function withKnownKeys(node: Node): Node {
  if (node.kind === 'list') return { ...node, items: node.items.map(withKnownKeys) };
  if (node.kind !== 'map') return node;
  const entries = new Map<string, Entry & { readonly written: string }>();
  for (const { key: written, place, value } of entriesOf(node)) {
    const key = spellings.get(written.toLowerCase()) ?? written;
    if (written < (entries.get(key)?.written ?? '')) continue;
    entries.set(key, { written, place, value: chosenUnder.has(key) ? value : withKnownKeys(value) });
  }
  return { ...node, entries };
}

/** Those of a kustomization itself. */
export const kustomizationKeys: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'openapi',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'patchesStrategicMerge',
  'patchesJson6902',
  'patches',
  'images',
  'imageTags',
  'replacements',
  'replicas',
  'vars',
  'sortOptions',
  'resources',
  'components',
  'crds',
  'bases',
  'configMapGenerator',
  'secretGenerator',
  'helmGlobals',
  'helmCharts',
  'helmChartInflationGenerator',
  'generatorOptions',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'buildMetadata',
]);

/** Those of its entries, as far as they are read. */
const entryKeys: readonly string[] = [
  'path',
  'patch',
  'target',
  'group',
  'version',
  'name',
  'labelSelector',
  'annotationSelector',
  'options',
  'allowKindChange',
  'allowNameChange',
  'pairs',
  'includeSelectors',
  'includeTemplates',
  'fields',
  'create',
  'newName',
  'newTag',
  'tagSuffix',
  'digest',
  'count',
  'literals',
  'files',
  'envs',
  'env',
  'behavior',
  'type',
  'disableNameSuffixHash',
  'immutable',
  'source',
  'fieldPath',
  'targets',
  'select',
  'reject',
  'fieldPaths',
  'chartHome',
  'releaseName',
  'repo',
  'valuesFile',
  'additionalValuesFiles',
  'valuesInline',
  'valuesMerge',
];

/** Keys under which others are those that people choose. */
const chosenUnder: ReadonlySet<string> = new Set(['commonLabels', 'commonAnnotations', 'pairs', 'valuesInline', 'metadata', 'openapi']);

const spellings: ReadonlyMap<string, string> = new Map([...kustomizationKeys, ...entryKeys].map((key) => [key.toLowerCase(), key]));
