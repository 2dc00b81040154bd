import { NoLongerSo } from './no-longer-so.ts';
import type { Repository } from './octokit.ts';
import { readHead } from './read-head.ts';
import { refusalOf } from './refusal.ts';

/** Where a repository's calls go, without its client. */
export function place({ owner, repo }: Repository) {
  return { owner, repo };
}

/**
 * Brings a branch of the App to a commit: made where there was none, else moved, whatever it held, but for what came there since it was seen at `was`: commits of the team. Throws
 * NoLongerSo then.
 */
export async function moveBranch(repository: Repository, at: { branch: string; sha: string; was: string | null }): Promise<void> {
  const { git } = repository.octokit.rest;
  const { branch, sha, was } = at;
  if (was === null) return makeBranch(repository, { branch, sha });
  await confirmBranch(repository, { branch, was });
  await git.updateRef({ ...place(repository), ref: `heads/${branch}`, sha, force: true });
}

/** Throws NoLongerSo where a branch is not at the commit that it was seen at: GitHub tells of no push to a branch that has no open pull request, and events get lost. */
export async function confirmBranch(repository: Repository, { branch, was }: { branch: string; was: string }): Promise<void> {
  if ((await readHead(repository, branch)) !== was) throw new NoLongerSo(`${branch} is not as it was seen`);
}

async function makeBranch(repository: Repository, { branch, sha }: { branch: string; sha: string }): Promise<void> {
  try {
    await repository.octokit.rest.git.createRef({ ...place(repository), ref: `refs/heads/${branch}`, sha });
  } catch (error) {
    const { kind, message } = refusalOf(error);
    if (kind === 'invalid' && message.includes('already exists')) throw new NoLongerSo(`${branch} is there now`);
    throw error;
  }
}

/** Takes a branch away that was made for nothing; one that is gone already, or that a rule keeps, is nothing to tell: what stopped the pull request is. */
export async function dropBranch(repository: Repository, branch: string): Promise<void> {
  try {
    await repository.octokit.rest.git.deleteRef({ ...place(repository), ref: `heads/${branch}` });
  } catch (error) {
    refusalOf(error);
  }
}

/**
 * Opens a pull request from a branch of the App. One that another run opened in between is left to the next look, which sees it. Throws NoLongerSo where the branch that it
 * goes to is gone, as one that was renamed.
 */
export async function openPull(repository: Repository, pull: { head: string; base: string; title: string; body: string }): Promise<void> {
  try {
    await repository.octokit.rest.pulls.create({ ...place(repository), ...pull, maintainer_can_modify: true });
  } catch (error) {
    const { kind, message } = refusalOf(error);
    if (kind === 'invalid' && message.includes('already exists')) return;
    if (kind === 'invalid' && (await readHead(repository, pull.base)) === null) throw new NoLongerSo(`${pull.base} is gone`);
    throw error;
  }
}
