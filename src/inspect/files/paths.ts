/** The folder of a path, without a slash at the end; empty for the root. */
export function parentFolder(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '' : path.slice(0, end);
}

/** What the paths of all that a folder holds begin with. */
export function inside(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
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
