import type { Place } from '../../dossier/checks/check.ts';
import { parentFolder } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import { at, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import type { ChartRendering, ClusterAnswer } from './rendering.ts';

/** The versions of Kubernetes for which a chart says that it is made ("The kubeVersion Field", Helm documentation). */
export interface KubeVersion {
  readonly place: Place;
  readonly wanted: string;
  /** What Helm says of the clusters of the process; empty where it tells none, or there is no Helm. */
  readonly clusters: readonly ClusterAnswer[];
}

/** Reads the versions that charts ask for; those of subcharts are asked by nobody. Pure; never throws. */
export function readKubeVersions(charts: readonly TextFile[], renderings: readonly ChartRendering[]): readonly KubeVersion[] {
  const folders = new Set(charts.map(({ path }) => parentFolder(path)));
  return charts.flatMap((chart): KubeVersion[] => {
    if (isWithin(parentFolder(chart.path), folders)) return [];
    const field = kubeVersionOf(chart);
    if (field === null) return [];
    return [{ ...field, clusters: renderings.find(({ chart: path }) => path === chart.path)?.clusters ?? [] }];
  });
}

/** The field of a chart's own file, and its line; null for none. */
export function kubeVersionOf(chart: TextFile): Pick<KubeVersion, 'place' | 'wanted'> | null {
  const [document = null] = readDocuments(chart).documents;
  const node = document === null ? null : at(document, 'kubeVersion');
  const wanted = textOf(node);
  return node === null || wanted === null || wanted.trim() === '' ? null : { place: node.place, wanted };
}

function isWithin(folder: string, folders: ReadonlySet<string>): boolean {
  const [, parent] = /^(.*?)\/?charts\/[^/]+$/.exec(folder) ?? [];
  return parent !== undefined && folders.has(parent);
}
