import { fileKind } from './file-kind.ts';
import { isHelmfile } from './is-helmfile.ts';
import { parentFolder } from './paths.ts';

/** Finds the helmfile that lies above a path, or beside it: the nearest, none of those among examples or tests; null where none does. The tree is read once, whatever is asked. */
export function helmfilesAbove(paths: readonly string[]): (path: string) => string | null {
  const helmfiles = paths.filter((one) => isHelmfile(one) && fileKind(one) === 'helmfile').toReversed();
  // Of those of one folder, the first.
  const homes = new Map(helmfiles.map((one) => [homeOf(one), one]));
  return (path) => {
    if (homes.size === 0) return null;
    let folder = parentFolder(path);
    while (folder !== '' && !homes.has(folder)) folder = parentFolder(folder);
    return homes.get(folder) ?? null;
  };
}

/** What a folder of helmfiles deploys lies beside it. */
function homeOf(helmfile: string): string {
  return parentFolder(helmfile).replace(/(^|\/)helmfile\.d$/, '');
}
