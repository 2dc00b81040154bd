import { renderDuplicate } from '../render/duplicate.ts';
import type { Repository } from './octokit.ts';

/**
 * Closes younger issues of the App that say what an older one says already: each names the one that stays, and loses its marker, so that it is taken for
 * nothing any more. Returns the number of writes.
 */
export async function closeDuplicates(
  { octokit, owner, repo }: Repository,
  { kept, duplicates }: { kept: number; duplicates: readonly { readonly number: number }[] },
): Promise<number> {
  for (const { number: issue_number } of duplicates) {
    const closed = { state: 'closed', state_reason: 'not_planned', body: renderDuplicate(kept).markdown } as const;
    await octokit.rest.issues.update({ owner, repo, issue_number, ...closed });
  }
  return duplicates.length;
}
