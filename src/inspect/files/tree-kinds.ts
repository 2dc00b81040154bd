import { type FileKind, fileKind, isAmongSources } from './file-kind.ts';
import { baseName, parentFolder } from './paths.ts';

/** The kind of each file of a tree that a rule reads, by the paths alone. What lies in the `charts/`, `crds/` or `ci/` of a chart is not the chart's own. */
export function treeKinds(paths: readonly string[]): ReadonlyMap<string, FileKind> {
  const kinds = paths.map((path) => ({ path, kind: fileKind(path) }));
  const foldersOf = (wanted: FileKind) => new Set(kinds.flatMap(({ path, kind }) => (kind === wanted ? [parentFolder(path)] : [])));
  const [charts, kustomizations] = [foldersOf('chart'), foldersOf('kustomization')];
  return new Map(
    kinds.flatMap(({ path, kind }): (readonly [string, FileKind])[] => {
      if (kind === null || isOthers(path, charts)) return [];
      if (chartOf(path, charts) !== null) return isTemplate(path) ? [[path, 'template']] : [];
      return kind === 'maybe-manifest' && isAmongSources(path) && !isUnder(path, kustomizations) ? [] : [[path, kind]];
    }),
  );
}

/** The folder of the chart whose `templates/` holds a file; null for any other file. */
export function chartOf(path: string, charts: ReadonlySet<string>): string | null {
  const templates = ancestors(path).find((folder) => baseName(folder) === 'templates' && charts.has(parentFolder(folder)));
  return templates === undefined ? null : parentFolder(templates);
}

/** Helm leaves out what makes no object; the objects of `templates/tests/` are for `helm test`. */
function isTemplate(path: string): boolean {
  return !/^[_.]/.test(baseName(path)) && !/(^|\/)templates\/tests?\//.test(path);
}

function isOthers(path: string, charts: ReadonlySet<string>): boolean {
  return ancestors(path).some((folder) => /^(charts|crds|ci)$/.test(baseName(folder)) && charts.has(parentFolder(folder)));
}

function isUnder(path: string, folders: ReadonlySet<string>): boolean {
  return ancestors(path).some((folder) => folders.has(folder));
}

/** The folders that hold a path, the nearest first; a hostile depth is cut. */
function ancestors(path: string): readonly string[] {
  const segments = path.split('/').slice(0, 64);
  return segments.map((_, index) => segments.slice(0, segments.length - 1 - index).join('/'));
}
