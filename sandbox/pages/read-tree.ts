import { z } from 'zod';
import type { Viewer } from './viewer.ts';

const treeShape = z.object({ tree: z.array(z.object({ path: z.string(), type: z.string(), sha: z.string() })) });
const fileShape = z.object({ content: z.string() });
const branchShape = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });

export interface TreeFile {
  readonly path: string;
  readonly sha: string;
}

/** The files of a commit or branch, in the order of their paths; null when it is not there. */
export async function readTree(reader: Viewer, repository: string, ref: string): Promise<readonly TreeFile[] | null> {
  const found = await reader.get(`/repos/${repository}/git/trees/${encodeURIComponent(ref)}?recursive=1`, treeShape);
  if (found === null) return null;
  return found.tree.filter(({ type }) => type === 'blob').toSorted((one, other) => one.path.localeCompare(other.path));
}

/** Text of a file by the name of its blob; empty when it is not there. */
export async function readBlob(reader: Viewer, repository: string, sha: string): Promise<string> {
  const found = await reader.get(`/repos/${repository}/git/blobs/${sha}`, fileShape);
  return Buffer.from(found?.content ?? '', 'base64').toString('utf8');
}

/** The branches of a repository, with the commit of each. */
export async function readBranches(reader: Viewer, repository: string) {
  const found = await reader.all(`/repos/${repository}/branches`, branchShape);
  return found.map(({ name, commit }) => ({ name, sha: commit.sha }));
}

/** What the end of an address names: a branch, whose name may hold slashes, or a commit; and the path that follows. */
export async function refAndPath(reader: Viewer, repository: string, rest: string): Promise<{ ref: string; sha: string; path: string }> {
  const branches = await readBranches(reader, repository);
  const branch = branches.find(({ name }) => rest === name || rest.startsWith(`${name}/`));
  const ref = branch?.name ?? rest.split('/')[0] ?? '';
  return { ref, sha: branch?.sha ?? ref, path: rest.slice(ref.length + 1) };
}
