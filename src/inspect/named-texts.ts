import { MAX_SIZE, mayBeNamed, type TreeFile } from './files/select-files.ts';
import type { TextFile } from './files/text-file.ts';
import { filesToGive } from './helm/chart-files.ts';
import { planCharts } from './helm/plan-charts.ts';
import { mayNameFiles, namedByKustomizations } from './kustomize/named-by-kustomizations.ts';

/** What was read of a tree, and what else is in it. */
export interface TextsToName {
  readonly files: readonly TextFile[];
  /** Those that may be named, and were not read. */
  readonly others: readonly TreeFile[];
}

/** Texts read so at most, and bytes of them: beyond, what they hold is a doubt. */
const MAX_TEXTS = 100;
const MAX_BYTES = 512 * 1024;

/** What kustomizations and templates may name of a tree of which some files were read; null where none makes data of files, nor reads any. */
export function textsToName(tree: readonly TreeFile[], files: readonly TextFile[]): TextsToName | null {
  if (!mayNameFiles(files) && !mayReadFiles(files)) return null;
  const read = new Set(files.map(({ path }) => path));
  const others = tree.filter(({ path, size, is }) => is === undefined && size <= MAX_SIZE && !read.has(path) && mayBeNamed(path));
  return others.length === 0 ? null : { files, others };
}

/** The texts that kustomizations turn into data of ConfigMaps, and those that templates of charts read by `.Files`: they are read once these are. Pure; never throws. */
export function namedTexts({ files, others }: TextsToName): readonly string[] {
  const paths = [...files, ...others].map(({ path }) => path);
  const plans = mayReadFiles(files) ? planCharts({ paths, files }) : [];
  const wanted = new Set([...namedByKustomizations(files), ...plans.flatMap((plan) => filesToGive(plan, paths))]);
  let left = MAX_BYTES;
  return others
    .filter(({ path, size }) => wanted.has(path) && (left -= size) >= 0)
    .slice(0, MAX_TEXTS)
    .map(({ path }) => path);
}

function mayReadFiles(files: readonly TextFile[]): boolean {
  return files.some(({ text }) => text.includes('.Files'));
}
