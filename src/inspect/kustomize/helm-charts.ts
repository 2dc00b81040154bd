import type { Place } from '../../dossier/checks/check.ts';
import { resolvePath } from '../files/paths.ts';
import { asMap, at, itemsOf, type MapNode, type Node, textOf } from '../yaml/node.ts';

/** An entry of `helmCharts` ("helmCharts", Kustomize's reference). */
export interface HelmChartEntry {
  readonly name: string;
  readonly version: string | null;
  /** The address from which Kustomize fetches it, where the repository does not hold it; null for none. */
  readonly repo: string | null;
  /** Folders where it may be, the first that holds a chart being the one. */
  readonly folders: readonly string[];
  readonly release: string | null;
  readonly namespace: string | null;
  /** Paths from the root, in the order in which they are given; null for one that leads out of the repository. */
  readonly valuesFiles: readonly (string | null)[];
  readonly inline: Node | null;
  /** `override`: what is written inline comes last; `merge`: the files do; `replace`: there is nothing else. */
  readonly merge: 'override' | 'merge' | 'replace';
  readonly place: Place;
}

/** Which chart of which kustomization, as one word. */
export function inflationKey(kustomization: string, index: number): string {
  return `${kustomization}#${index}`;
}

/** Reads the charts that a kustomization inflates; `folder` is its own. */
export function readHelmCharts(body: MapNode, folder: string): readonly HelmChartEntry[] {
  const home = textOf(at(body, 'helmGlobals', 'chartHome')) ?? 'charts';
  return itemsOf(at(body, 'helmCharts')).flatMap((item): HelmChartEntry[] => {
    const name = textOf(at(item, 'name'));
    if (name === null || asMap(item) === null) return [];
    const version = textOf(at(item, 'version'));
    const written = textOf(at(item, 'valuesMerge'));
    const files = [at(item, 'valuesFile'), ...itemsOf(at(item, 'additionalValuesFiles'))].flatMap((node) => textOf(node) ?? []);
    const inFolder = [...(version === null ? [] : [`${home}/${name}-${version}/${name}`]), `${home}/${name}`];
    return [
      {
        name,
        version,
        repo: textOf(at(item, 'repo')),
        folders: inFolder.flatMap((path) => resolvePath(folder, path) ?? []),
        release: textOf(at(item, 'releaseName')),
        namespace: textOf(at(item, 'namespace')),
        valuesFiles: files.map((path) => resolvePath(folder, path)),
        inline: at(item, 'valuesInline'),
        merge: written === 'merge' || written === 'replace' ? written : 'override',
        place: item.place,
      },
    ];
  });
}
