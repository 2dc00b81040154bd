import { digest } from '../words/digest.ts';
import type { Repository } from './octokit.ts';
import { textDigest } from './pull-text.ts';
import type { OwnPull } from './read-own-pull.ts';
import { refusalOf } from './refusal.ts';

/** Where a repository's calls go, without its client. */
export function place({ owner, repo }: Repository) {
  return { owner, repo };
}

/** A pull request whose marker was erased is written again, so that its dossier is known; so is one whose own text was left behind, unless somebody else changed it. */
export function mustRewrite({ pullOf, pullText }: Pick<OwnPull, 'pullOf' | 'pullText'>, text: { title: string; body: string }): boolean {
  if (pullOf === null) return true;
  return pullText !== null && !pullText.edited && pullText.written !== textDigest(text);
}

/** True where a pull request goes where the App sent it, and not where the team did; false as well where that is not known. */
export function isSentByApp({ pull, pullText }: Pick<OwnPull, 'pull' | 'pullText'>): boolean {
  return pull !== null && pullText?.base === digest(pull.base);
}

/** Where the App sends a pull request, whose text is written again: it stays where it went until it follows the default branch, and where the team sent it. */
export function sentTo(seen: Pick<OwnPull, 'pull' | 'pullText'>, defaultBranch: string): string {
  return seen.pull !== null && isSentByApp(seen) ? seen.pull.base : defaultBranch;
}

/** Brings a branch of the App to a commit: made where there is none, else moved, whatever it held. */
export async function moveBranch(repository: Repository, at: { branch: string; sha: string; exists: boolean }): Promise<void> {
  const { git } = repository.octokit.rest;
  const { branch, sha, exists } = at;
  if (exists) await git.updateRef({ ...place(repository), ref: `heads/${branch}`, sha, force: true });
  else await git.createRef({ ...place(repository), ref: `refs/heads/${branch}`, sha });
}

/** Takes a branch away that was made for nothing; one that is gone already, or that a rule keeps, is nothing to tell: what stopped the pull request is. */
export async function dropBranch(repository: Repository, branch: string): Promise<void> {
  try {
    await repository.octokit.rest.git.deleteRef({ ...place(repository), ref: `heads/${branch}` });
  } catch (error) {
    refusalOf(error);
  }
}

/** Opens a pull request from a branch of the App. One that another run opened in between is left to the next look, which sees it. */
export async function openPull(repository: Repository, pull: { head: string; base: string; title: string; body: string }): Promise<void> {
  try {
    await repository.octokit.rest.pulls.create({ ...place(repository), ...pull, maintainer_can_modify: true });
  } catch (error) {
    const { kind, message } = refusalOf(error);
    if (kind !== 'invalid' || !message.includes('already exists')) throw error;
  }
}
