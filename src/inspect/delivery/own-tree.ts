import { inside, resolvePath } from '../files/paths.ts';
import type { FileKind } from '../files/file-kind.ts';
import { isAbsent, type Node, textOf } from '../yaml/node.ts';

/** The repository that is checked. */
export interface OwnTree {
  /** `owner/name`; null where that is not known. */
  readonly repository: string | null;
  readonly paths: readonly string[];
  /** What each file is to the checks; none for a file of examples or tests, of which nothing is judged. */
  readonly kinds: ReadonlyMap<string, FileKind>;
  /** Of the files that were read. */
  readonly texts: ReadonlyMap<string, string>;
}

/** True for the address of the repository itself: `https://github.com/org/depot.git`, `git@github.com:org/depot`. What another forge keeps under the same name may be something else. */
export function isOwnAddress({ repository }: OwnTree, node: Node | null): boolean {
  const [, host = '', name = ''] =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([\w.-]+)(?::\d+)?[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i.exec(textOf(node) ?? '') ?? [];
  return /(^|\.)github\./i.test(`${host}.`) && name.toLowerCase() === repository?.toLowerCase();
}

/** True for the end of the main branch. A tag, a commit or another branch may hold something else than what is checked. */
export function isMain(node: Node | null): boolean {
  return isAbsent(node) || /^(HEAD|(refs\/heads\/)?(main|master))?$/.test(textOf(node) ?? '-');
}

/** True where all that the folder may deploy, or all that lies below, is judged. */
export function isJudged({ paths, kinds }: OwnTree, written: string, depth: 'folder' | 'below'): boolean {
  const folder = resolvePath('', written);
  if (folder === null) return false;
  const prefix = inside(folder);
  const own = paths.filter(
    (path) => path.startsWith(prefix) && (depth === 'below' || !path.slice(prefix.length).includes('/')) && /\.(ya?ml|json)$/i.test(path),
  );
  return own.length > 0 && own.every((path) => kinds.has(path));
}

/** The folders that a folder holds, itself written with a slash at its end. */
export function foldersIn({ paths }: OwnTree, base: string): readonly string[] {
  return [
    ...new Set(
      paths.flatMap((path) => {
        const [name, ...rest] = path.startsWith(base) ? path.slice(base.length).split('/') : [];
        return name === undefined || rest.length === 0 ? [] : [`${base}${name}`];
      }),
    ),
  ];
}
