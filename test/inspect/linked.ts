import { followLinks, leadsOf, standingOf } from '../../src/inspect/files/follow-links.ts';
import type { TreeFile } from '../../src/inspect/files/select-files.ts';

/** Texts, or where links lead, by path. */
type ByPath = Readonly<Record<string, string>>;

/** What is checked of a repository with links. */
export function linked(files: ByPath, links: ByPath) {
  const given: readonly TreeFile[] = [
    ...Object.entries(files).map(([path, text]) => ({ path, size: text.length })),
    ...Object.entries(links).map(([path, to]) => ({ path, size: 0, is: 'link' as const, to })),
  ];
  const tree = followLinks(given, leadsOf(given));
  const read = tree.map(({ path, from = path }) => ({ path, text: files[from] ?? '' }));
  return { paths: tree.map(({ path }) => path), files: read, unread: [], followed: standingOf(tree) };
}
