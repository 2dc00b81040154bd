import type { Repository } from './octokit.ts';
import { unlessEmpty } from './refusal.ts';

/** The commit at the end of a branch; null where it does not exist, as in an empty repository. */
export async function readHead({ octokit, owner, repo }: Repository, branch: string): Promise<string | null> {
  return (await unlessEmpty(octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` })))?.data.object.sha ?? null;
}
