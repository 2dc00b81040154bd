import type { TextFile } from '../files/text-file.ts';
import type { Opaque } from '../sight.ts';

/** Values as Helm takes them, and the line of the file for each of theirs; absent where they are the file's own lines. */
export interface ValuesText extends TextFile {
  readonly lines?: readonly number[];
}

/** A chart of the repository that a helmfile installs in one environment, or an application of Argo CD. */
export interface Install {
  readonly from: string;
  readonly environment: string;
  /** What assembles the application that installs it: the folder of a kustomization, or the values of the chart that makes it; absent where it stands as it is. */
  readonly by?: string;
  /** Made by values that may not be those of any deployment. */
  readonly isSupposed?: true;
  /** Path of its Chart.yaml. */
  readonly chart: string;
  readonly release: { readonly name: string; readonly namespace: string };
  /** In the order in which they are given. */
  readonly values: readonly ValuesText[];
}

/** What a helmfile installs, or a part of it. */
export interface Installed {
  readonly installs: readonly Install[];
  readonly opaques: readonly Opaque[];
}

/** What several of them install. */
export function joinInstalled(all: readonly Installed[]): Installed {
  return { installs: all.flatMap(({ installs }) => installs), opaques: all.flatMap(({ opaques }) => opaques) };
}
