import type { Procedure } from './procedure.ts';
import type { Registries } from './registries-schema.ts';

/** A cluster for which charts are rendered. */
export interface Cluster {
  /** What the process calls its platform. */
  readonly platform: string;
  /** `1.30`, or `1.30.4` where the patch is known. */
  readonly kubernetes: string;
  /** Those that it has besides those of Kubernetes. */
  readonly apiVersions: readonly string[];
}

/** What a process tells of production, on which what is said of a commit depends. */
export interface Production {
  readonly registries: Registries;
  /** In the order of the process; empty where it tells no version. */
  readonly clusters: readonly Cluster[];
}

/** Production as a process tells it. Pure. */
export function productionOf({ registries, mirror }: Pick<Procedure, 'registries' | 'mirror'>): Production {
  const clusters = mirror.platforms.flatMap(({ title, kubernetes, apiVersions }): Cluster[] =>
    kubernetes === undefined ? [] : [{ platform: title, kubernetes, apiVersions: apiVersions ?? [] }],
  );
  return { registries, clusters };
}
