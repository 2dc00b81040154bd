/** The folder of a path, without a slash at the end; empty for the root. */
export function parentFolder(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '' : path.slice(0, end);
}

/** What the paths of all that a folder holds begin with. */
export function inside(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
}

/** Folders around a path that are looked at; no repository that deploys is so deep. */
const DEEPEST = 32;

/** The folders around a path, from the root, whose name is empty, to its own; of those that lie too deep, none. */
export function foldersAround(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1).slice(0, DEEPEST);
  return ['', ...segments.map((_, index) => segments.slice(0, index + 1).join('/'))];
}

/** What lies in each folder, however far below. */
export function byFolder<One>(all: readonly One[], pathOf: (one: One) => string): ReadonlyMap<string, readonly One[]> {
  const found = new Map<string, One[]>();
  for (const one of all)
    for (const folder of foldersAround(pathOf(one))) {
      const held = found.get(folder);
      if (held === undefined) found.set(folder, [one]);
      else held.push(one);
    }
  return found;
}

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path written in a file of `folder`, from the repository's root; null when it leaves the repository. */
export function resolvePath(folder: string, written: string): string | null {
  const resolved: string[] = [];
  for (const segment of `${folder}/${written}`.split('/')) {
    if (segment === '..') {
      if (resolved.length === 0) return null;
      resolved.pop();
    } else if (segment !== '' && segment !== '.') resolved.push(segment);
  }
  return resolved.join('/');
}
