import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from '../config/production.ts';
import type { ChartPlan } from '../inspect/helm/chart-plan.ts';
import type { ClusterAnswer } from '../inspect/helm/rendering.ts';
import { inOwnFolder } from './in-own-folder.ts';
import { type HelmAnswer, runHelm } from './run-helm.ts';

/** No minor version of Kubernetes has had half as many patches. */
const PATCHES = 50;

/** Compares as Helm does before it installs. */
const template = `{{- range $cluster, $versions := .Values.clusters }}
c{{ $cluster }}: "{{ range $versions }}{{ semverCompare $.Values.wanted . }} {{ end }}"
{{- end }}
`;

/**
 * Asks Helm, whose reading of `kubeVersion` is the one that counts, whether a chart takes the clusters: of a chart of ours that compares, so that nothing else can
 * fail. None for a chart that does not tell. Rejects only where no file can be written.
 */
export async function askClusters(
  { kubeVersion }: Pick<ChartPlan, 'kubeVersion'>,
  { helm, clusters }: { helm: string; clusters: readonly Cluster[] },
): Promise<readonly ClusterAnswer[]> {
  if (kubeVersion === null || clusters.length === 0) return [];
  return inOwnFolder(async (root) => {
    await mkdir(join(root, 'templates'));
    const values = { wanted: kubeVersion, clusters: clusters.map(({ kubernetes }) => patchesOf(kubernetes)) };
    await writeFile(join(root, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
    await writeFile(join(root, 'values.yaml'), JSON.stringify(values));
    await writeFile(join(root, 'templates/a.yaml'), template);
    const answer = await runHelm({ helm, folder: root, args: ['template', 'app', root] });
    return clusters.map(({ platform, kubernetes }, index) => ({ platform, kubernetes, takes: takes(answer, index) }));
  });
}

/** `1.30` is any of its patches. */
function patchesOf(kubernetes: string): readonly string[] {
  return kubernetes.split('.').length > 2 ? [kubernetes] : Array.from({ length: PATCHES }, (_, patch) => `${kubernetes}.${patch}`);
}

function takes(answer: HelmAnswer, index: number): ClusterAnswer['takes'] {
  if (answer.kind !== 'done') return 'unknown';
  // What cannot be compared with any version is refused by Helm for all of them.
  if (answer.code !== 0) return /improper constraint/.test(answer.err) ? 'no' : 'unknown';
  const [, told = ''] = new RegExp(`^c${index}: "([^"]*)"$`, 'm').exec(answer.out) ?? [];
  const said = new Set(told.split(' ').filter((word) => word !== ''));
  if (said.size > 1) return 'some';
  return said.has('true') ? 'yes' : said.has('false') ? 'no' : 'unknown';
}
