import type { FileKind } from './file-kind.ts';
import { inside, parentFolder, resolvePath } from './paths.ts';
import { linksThatMatter, type TreeFile } from './select-files.ts';
import { treeKinds } from './tree-kinds.ts';

/** Links that are followed at most. */
const MAX_LINKS = 100;

/** Files that links add to a tree at most; one that adds more was made to be without end. */
const MAX_ADDED = 5_000;

/** The links of a tree that are to be followed: whoever follows them asks where they lead. */
export function linksToFollow<File extends TreeFile>(tree: readonly File[]): readonly File[] {
  const matter = new Set(linksThatMatter(tree).slice(0, MAX_LINKS));
  return matter.size === 0 ? [] : tree.filter(({ path }) => matter.has(path));
}

/** Where those links lead, of a tree that tells it, by their paths. */
export function leadsOf(tree: readonly TreeFile[]): ReadonlyMap<string, string> {
  return new Map(linksToFollow(tree).flatMap(({ path, to }) => (to === undefined ? [] : [[path, to] as const])));
}

/**
 * The tree with what its links stand for in their place, where that is in the repository: a file, or those of a folder. Once: a link to a link, to a folder that holds it, or out of the
 * repository stays one, as does one of which `leads` does not tell where it leads. What is read and judged at its own place already is not added, unless a kustomization may name it by
 * the link.
 */
export function followLinks<File extends TreeFile>(tree: readonly File[], leads: ReadonlyMap<string, string>): readonly File[] {
  if (leads.size === 0) return tree;
  let left = MAX_ADDED;
  const followed = tree.map((file): { readonly link: File; readonly found: readonly Followed<File>[] | null } => {
    const to = leads.get(file.path);
    const found = to === undefined ? null : targetsOf({ path: file.path, to }, tree);
    if (found === null || found.length > left) return { link: file, found: null };
    left -= found.length;
    return { link: file, found };
  });
  const kinds = treeKinds([
    ...tree.flatMap(({ path, is }) => (is === undefined ? path : [])),
    ...followed.flatMap(({ found }) => found ?? []).map(({ path }) => path),
  ]);
  const hasKustomization = [...kinds.values()].includes('kustomization');
  const isNew = ({ path, from }: Followed<File>) => {
    const kind = kinds.get(path);
    return kind === undefined || kind !== kinds.get(from) || !judgedAlone.has(kind) || (kind !== 'tool' && hasKustomization);
  };
  return followed.flatMap(({ link, found }) => (found === null ? [link] : found.filter(isNew)));
}

/** Where what links stand for stands by itself, by its path through them. */
export function standingOf(tree: readonly TreeFile[]): ReadonlyMap<string, string> {
  return new Map(tree.flatMap(({ path, from }) => (from === undefined ? [] : [[path, from]])));
}

/** Kinds that are judged where they stand; a pipeline may name a Dockerfile by its link. */
const judgedAlone: ReadonlySet<FileKind> = new Set(['manifest', 'maybe-manifest', 'tool']);

/** A file as a link has it, and where it stands by itself. */
type Followed<File> = File & { readonly from: string };

/** What a link stands for; null where that is not in the tree. */
function targetsOf<File extends TreeFile>(
  { path, to }: { readonly path: string; readonly to: string },
  tree: readonly File[],
): readonly Followed<File>[] | null {
  if (to.startsWith('/') || to.includes('\0')) return null;
  const target = resolvePath(parentFolder(path), to.trim());
  if (target === null || target === '' || path.startsWith(inside(target))) return null;
  const own = tree.filter((file) => file.path === target || file.path.startsWith(inside(target)));
  if (own.length === 0 || own.some((file) => file.path === target && file.is !== undefined)) return null;
  return own.map((file) => ({ ...file, path: `${path}${file.path.slice(target.length)}`, from: file.path }));
}
