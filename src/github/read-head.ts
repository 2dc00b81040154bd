import type { Repository } from './octokit.ts';
import { orNull, refusalOf } from './refusal.ts';

/** The commit at the end of a branch; null where it does not exist, as in an empty repository (409). */
export async function readHead({ octokit, owner, repo }: Repository, branch: string): Promise<string | null> {
  try {
    return (await orNull(octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` })))?.data.object.sha ?? null;
  } catch (error) {
    if (refusalOf(error).kind === 'conflict') return null;
    throw error;
  }
}
