import type { Secrets } from '../apply/secrets.ts';
import type { FixesWanted } from '../dossier/checks/assess-fixes.ts';
import { fixesBranch } from '../dossier/checks/fixes-reading.ts';
import { renderFixesPull } from '../render/fixes-pull.ts';
import { keepOwnPull, type KeptPull, writtenFor } from './keep-own-pull.ts';
import { fixesMarker } from './mirror-marker.ts';
import type { Repository } from './octokit.ts';
import { readHead } from './read-head.ts';
import { confirmRight } from './rights.ts';
import { dropBranch, moveBranch, openPull, place } from './write-own-pull.ts';

export interface MendRequest {
  readonly repository: Repository;
  readonly wanted: FixesWanted;
  readonly secrets: Secrets;
}

/**
 * Brings the pull request with the fixes of a repository to what is wanted: its branch, in one commit, then itself. Returns the number of writes: none when all is
 * there. Only a branch of the App's own commits is ever replaced, and only while it is as it was seen. A branch made for nothing, because GitHub refuses the
 * pull request, is taken away. Throws RightLost, asked before each write, where whoever it is for may no longer write there, and NoLongerSo where the default
 * branch is gone.
 */
export async function proposeFixes(request: MendRequest): Promise<number> {
  const { repository, wanted } = request;
  const { branch, plan } = wanted.seen;
  // Nothing is left to mend: the branch stays as people read it, and the text says so.
  if (branch?.current === true || plan.files.length === 0) return writePull(request);
  if ((await readHead(repository, fixesBranch)) !== (branch?.sha ?? null)) return 1;
  await writeBranch(request);
  try {
    return 1 + (await writePull(request));
  } catch (error) {
    if (branch === null) await dropBranch(repository, fixesBranch);
    throw error;
  }
}

/** All the files in one commit on the commit that was read. Without an author of its own, GitHub signs it as the App's. */
async function writeBranch({ repository, wanted }: MendRequest): Promise<void> {
  const { git } = repository.octokit.rest;
  const { seen, onBehalfOf } = wanted;
  const parent = seen.commit;
  if (parent === null) throw new Error('an empty repository gets no pull request');
  await confirmRight(repository, onBehalfOf);
  const { data: read } = await git.getCommit({ ...place(repository), commit_sha: parent });
  const { data: before } = await git.getTree({ ...place(repository), tree_sha: read.tree.sha, recursive: 'true' });
  const modes = new Map(before.tree.map(({ path, mode }) => [path, mode]));
  for (const { path } of seen.plan.files)
    if (isThroughLink(path, modes)) throw new Error(`${path} is a link, or lies under one: nothing is written there`);
  const files = seen.plan.files.map(({ path, text }) => ({ path, mode: modeOf(modes.get(path)), type: 'blob' as const, content: text }));
  const { data: tree } = await git.createTree({ ...place(repository), base_tree: read.tree.sha, tree: files });
  const message = renderFixesPull(wanted).commit;
  const { data: commit } = await git.createCommit({ ...place(repository), message, tree: tree.sha, parents: [parent] });
  await confirmRight(repository, onBehalfOf);
  await moveBranch(repository, { branch: fixesBranch, sha: commit.sha, was: seen.branch?.sha ?? null });
}

/** True for a link, and for what lies under one: git would put a file or a folder in its place ("Git database: trees", GitHub REST API). */
export function isThroughLink(path: string, modes: ReadonlyMap<string, string>): boolean {
  return path.split('/').some((_, index, all) => modes.get(all.slice(0, index + 1).join('/')) === '120000');
}

/** A file that may be run stays one. */
function modeOf(mode: string | undefined): '100755' | '100644' {
  return mode === '100755' ? mode : '100644';
}

/** Opens the pull request, or keeps the one that is open as it must be. */
async function writePull({ repository, wanted, secrets }: MendRequest): Promise<number> {
  const { seen, onBehalfOf, dossier } = wanted;
  const { defaultBranch } = seen;
  const kept: KeptPull = {
    repository,
    seen,
    defaultBranch,
    onBehalfOf,
    text: renderFixesPull(wanted),
    marker: fixesMarker(dossier.key, `${repository.owner}/${repository.repo}`, secrets),
    follows: seen.plan.files.length > 0,
    oldFollow: false,
  };
  if (seen.pull?.state === 'open') return keepOwnPull(kept);
  await confirmRight(repository, onBehalfOf);
  await openPull(repository, { head: fixesBranch, base: defaultBranch, ...writtenFor(kept, defaultBranch) });
  return 1;
}
