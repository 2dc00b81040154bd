import { sameText } from '../apply/same-text.ts';
import type { Comment, Revision } from '../dossier/observation.ts';
import { StaleRead } from './fresh-reading.ts';
import type { Octokit } from './octokit.ts';
import { commentHistory } from './queries/comment-history.ts';
import { readGraphql } from './read-graphql.ts';

/**
 * The revisions of a comment that was edited, newest first, the creation last; none for one that is gone, or whose history does not end in what it says. Of one that
 * goes on beyond thirty, the rest is one revision without a text. Throws StaleRead where the comment says something else than what was observed, and as `readGraphql`
 * does.
 */
export async function readRevisions(octokit: Octokit, { nodeId, body, updatedAt }: Comment): Promise<readonly Revision[]> {
  const found = await readGraphql(octokit, commentHistory, { comment: nodeId });
  if (found === null) return [];
  const { nodes, next } = found.userContentEdits ?? { nodes: [], next: null };
  if (!sameText(found.body, body)) throw new StaleRead('a comment changed while the App was reading it');
  if (!sameText(nodes[0]?.body ?? body, body)) return [];
  return next === null ? nodes : [...nodes, { editor: null, at: updatedAt, body: null }];
}
