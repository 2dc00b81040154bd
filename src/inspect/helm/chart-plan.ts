import type { Place } from '../../dossier/checks/check.ts';
import type { TextFile } from '../files/text-file.ts';
import type { ValuesText } from '../helmfile/install.ts';
import type { Node } from '../yaml/node.ts';

/** A file that Helm is given, and the one of the repository from which it comes. */
export interface CopiedFile extends TextFile {
  readonly from: string;
}

/** A chart on which another depends, and that the repository does not hold. */
export interface MissingDependency {
  readonly name: string;
  readonly version: string | null;
  /** The keys of values that may leave it out, the first that is given deciding ("Tags and Condition fields", Helm documentation). */
  readonly conditions: readonly string[];
  /** What may leave it out where no condition decides: under `tags` of the values, none that is given being true. */
  readonly tags: readonly string[];
  /** `archived`: in `charts/`, in an archive; `own`: by a path of the repository, where nothing is. */
  readonly standing: 'elsewhere' | 'archived' | 'own';
  readonly place: Place;
}

/** The names under which a chart is installed. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** Those of a chart whose own are not known: nobody wrote them, and no rule speaks of them. */
export const unknownRelease: Release = { name: 'app', namespace: 'projet' };

/** The values of an environment: those of a file, or all that a helmfile or an application gives. */
export interface EnvironmentValues extends TextFile {
  /** What comes before the text, in order, in place of what environments share. */
  readonly before?: readonly ValuesText[];
  /** Where it is not installed under the names of the plan. */
  readonly release?: Release;
  /** Of an application that may never be deployed. */
  readonly isSupposed?: true;
}

/** Files of a chart that stand in the tree and were not read: too large, links, kept elsewhere. */
export interface UnreadFiles {
  /** Values that each of its deployments takes: nothing that it makes without them is deployed. */
  readonly base: readonly string[];
  /** Values that each deployment with an environment's file takes besides. */
  readonly shared: readonly string[];
  /** Values, each of an environment. */
  readonly environments: readonly string[];
  /** Templates, what they include, and what Helm takes of the charts that it holds. */
  readonly parts: readonly string[];
}

/** A chart to render. */
export interface ChartPlan {
  /** Path of its Chart.yaml. */
  readonly chart: string;
  /** Paths from the chart's folder. */
  readonly files: readonly CopiedFile[];
  /** The values of each environment. */
  readonly environments: readonly EnvironmentValues[];
  /** What comes before the values of each environment. */
  readonly shared: readonly TextFile[];
  readonly missing: readonly MissingDependency[];
  /** Other names under which Helm takes charts of its `charts/`, by which it calls their templates; absent for none. */
  readonly aliases?: readonly { readonly alias: string; readonly name: string }[];
  readonly unread: UnreadFiles;
  /** The versions of Kubernetes that it takes; null where it does not tell. */
  readonly kubeVersion: string | null;
  /** The version that its templates mostly give to images without one; null where it does not tell. */
  readonly appVersion: Node | null;
  /** The names under which it is installed. */
  readonly release: Release;
  /** The kustomization that inflates it, and which of its charts it is; null for a chart deployed as it is. */
  readonly inflatedBy: string | null;
}

/** The chart as it is deployed with these values alone, whatever files of environments stand beside it. */
export function withGivenValues(plan: ChartPlan, given: Pick<ChartPlan, 'environments' | 'shared'>): ChartPlan {
  return { ...plan, ...given, unread: { ...plan.unread, shared: [], environments: [] } };
}

/** The file of the repository that Helm calls by a chart's name and a path in it; null for none. */
export function sourceFile({ files, aliases = [] }: Pick<ChartPlan, 'files' | 'aliases'>, source: string): CopiedFile | null {
  const rest = source.slice(source.indexOf('/') + 1);
  const [known] = aliases.filter(({ alias }) => rest.startsWith(`charts/${alias}/`));
  const folder = known === undefined ? rest : `charts/${known.name}/${rest.slice(`charts/${known.alias}/`.length)}`;
  return files.find(({ path }) => path === rest) ?? files.find(({ path }) => path === folder) ?? null;
}
