import type { Sentence } from '../../words/sentence.ts';

/** What Helm made of a chart with the values of one environment. */
export interface Rendering {
  /** The environment's values file; null for the chart's own values alone. */
  readonly values: string | null;
  readonly result: Rendered | RenderingFailed;
}

/** The manifests, each under the line `# Source:` that Helm writes. */
export interface Rendered {
  readonly kind: 'rendered';
  readonly text: string;
  /** The templates at which Helm stopped, and without which it made the others. */
  readonly leftOut: readonly RenderingFailed[];
}

/** Why there is none. */
export interface RenderingFailed {
  readonly kind: 'failed';
  readonly because: Sentence;
  /** The template at which Helm stopped, as it calls it, and the line; null where it tells none. */
  readonly at: { readonly source: string; readonly line: number } | null;
  /** It passed a bound of time, memory or length. */
  readonly endless: boolean;
  /** The machine may be why: tried again, it may not fail. */
  readonly passing: boolean;
}

/** What Helm made of a chart. */
export interface ChartRendering {
  /** Path of its Chart.yaml. */
  readonly chart: string;
  /** The kustomization that inflates it; absent for a chart deployed as it is. */
  readonly inflatedBy?: string;
  readonly renderings: readonly Rendering[];
  /** Of a chart that says which versions it takes. */
  readonly clusters: readonly ClusterAnswer[];
}

/** Does a chart take the version of Kubernetes of a cluster? `some`: only with some of its patches; `unknown`: Helm did not answer. */
export interface ClusterAnswer {
  readonly platform: string;
  readonly kubernetes: string;
  readonly takes: 'yes' | 'no' | 'some' | 'unknown';
}
