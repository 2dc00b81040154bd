import { z } from 'zod';
import { callAs, type RestCall } from '../emulator/rest.ts';

/** Text of files by path from the root of a repository. */
export type Files = Readonly<Record<string, string>>;

export interface PushTarget {
  readonly url: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Somebody with write access. */
  readonly by: string;
  readonly message: string;
}

const sha = z.object({ sha: z.string() });
const branch = z.object({ commit: sha });
const commitOf = z.object({ tree: sha });
const tree = z.object({ tree: z.array(z.object({ path: z.string() })) });

/** Adds or replaces files in one commit on `main`, then reads the tree again: throws when a file is not there. */
export async function pushFiles(files: Files, { url, repository, by, message }: PushTarget): Promise<void> {
  const git = (method: RestCall['method'], path: string, body?: object) =>
    callAs(by, url, { method, path: `/repos/${repository}/${path}`, ...(body ? { body } : {}) });
  const head = branch.parse(await git('GET', 'branches/main')).commit;
  const base = commitOf.parse(await git('GET', `git/commits/${head.sha}`)).tree;
  const entries = [];
  for (const [path, content] of Object.entries(files)) {
    const blob = sha.parse(await git('POST', 'git/blobs', { content, encoding: 'utf-8' }));
    entries.push({ path, mode: '100644', type: 'blob', sha: blob.sha });
  }
  const added = sha.parse(await git('POST', 'git/trees', { base_tree: base.sha, tree: entries }));
  const commit = sha.parse(await git('POST', 'git/commits', { message, tree: added.sha, parents: [head.sha] }));
  await git('PATCH', 'git/refs/heads/main', { sha: commit.sha });
  const present = new Set(tree.parse(await git('GET', 'git/trees/main?recursive=1')).tree.map(({ path }) => path));
  const missing = Object.keys(files).filter((path) => !present.has(path));
  if (missing.length > 0) throw new Error(`${repository}: ${missing.join(', ')} missing after the push`);
}
