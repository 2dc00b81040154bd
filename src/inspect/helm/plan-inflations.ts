import { notText } from '../files/not-text.ts';
import type { TextFile } from '../files/text-file.ts';
import { treeKinds } from '../files/tree-kinds.ts';
import { type HelmChartEntry, inflationKey } from '../kustomize/helm-charts.ts';
import { type Kustomization, readKustomization } from '../kustomize/kustomization.ts';
import { flow } from '../yaml/flow.ts';
import type { Node } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { type ChartPlan, unknownRelease, withGivenValues } from './chart-plan.ts';

/** Charts that kustomizations inflate, in one repository at most. */
const MAX_INFLATIONS = 20;

/**
 * The charts of the repository that its kustomizations inflate, each with the values and the names that they give. Those whose chart or values the repository does not hold
 * are left out. Pure; never throws.
 */
export function planInflations(
  given: { paths: readonly string[]; files: readonly TextFile[] },
  plans: readonly ChartPlan[],
): readonly ChartPlan[] {
  const kinds = treeKinds(given.paths);
  const texts = new Map(given.files.filter(({ text }) => notText(text) === null).map(({ path, text }) => [path, text]));
  return given.files
    .filter(({ path }) => kinds.get(path) === 'kustomization')
    .flatMap((file) => {
      const [document] = readDocuments(file).documents;
      const kustomization = document === undefined ? null : readKustomization(file.path, document);
      return kustomization === null
        ? []
        : kustomization.helmCharts.flatMap((entry, index) => inflate(kustomization, { entry, index, texts, plans }));
    })
    .slice(0, MAX_INFLATIONS);
}

interface Inflation {
  readonly entry: HelmChartEntry;
  readonly index: number;
  readonly texts: ReadonlyMap<string, string>;
  readonly plans: readonly ChartPlan[];
}

function inflate({ path }: Kustomization, { entry, index, texts, plans }: Inflation): readonly ChartPlan[] {
  const plan = entry.folders.flatMap((folder) => plans.find(({ chart }) => chart === `${folder}/Chart.yaml`) ?? []).at(0);
  const named = entry.merge === 'replace' ? [] : entry.valuesFiles;
  const files = named.flatMap((file): TextFile[] => {
    const text = file === null ? undefined : texts.get(file);
    return file === null || text === undefined ? [] : [{ path: file, text }];
  });
  if (plan === undefined || files.length < named.length) return [];
  const inline = { path, text: inlineText(entry.inline) };
  const [last = inline, ...before] = (entry.merge === 'merge' ? [inline, ...files] : [...files, inline]).toReversed();
  const release = {
    name: safeName(entry.release) ?? unknownRelease.name,
    namespace: safeName(entry.namespace) ?? unknownRelease.namespace,
  };
  return [
    { ...withGivenValues(plan, { environments: [last], shared: before.toReversed() }), release, inflatedBy: inflationKey(path, index) },
  ];
}

/** A name that Kubernetes takes, and that Helm cannot take for an option. */
function safeName(name: string | null): string | null {
  return name !== null && /^[a-z0-9][a-z0-9.-]{0,52}$/.test(name) ? name : null;
}

/** The values as YAML, on the line where they begin. */
function inlineText(values: Node | null): string {
  return values === null ? '' : '\n'.repeat(values.place.line - 1) + flow(values);
}
