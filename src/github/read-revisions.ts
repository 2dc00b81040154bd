import { sameText } from '../apply/same-text.ts';
import type { Comment, Revision } from '../dossier/observation.ts';
import { StaleRead } from './fresh-reading.ts';
import type { Octokit } from './octokit.ts';
import { commentHistory } from './queries/comment-history.ts';
import { readGraphql } from './read-graphql.ts';

/** How long a history may lag behind what its comment says: after that, it never ended in it. */
const LAG_MS = 60_000;

/**
 * The revisions of a comment that was edited, newest first, the creation last; none for one that is gone, or whose history does not end in what it says. Of one that
 * goes on beyond thirty, the rest is one revision without a text. Throws StaleRead where the comment says something else than what was observed, or was edited less than a minute
 * before `now` and its history does not tell that yet; and as `readGraphql` does.
 */
export async function readRevisions(octokit: Octokit, { nodeId, body, updatedAt }: Comment, now: Date): Promise<readonly Revision[]> {
  const found = await readGraphql(octokit, commentHistory, { comment: nodeId });
  if (found === null) return [];
  const { nodes, next } = found.userContentEdits ?? { nodes: [], next: null };
  if (!sameText(found.body, body)) throw new StaleRead('a comment changed while the App was reading it');
  const [newest] = nodes;
  if (newest === undefined || !sameText(newest.body ?? body, body)) {
    if (now.getTime() - Date.parse(updatedAt) < LAG_MS) throw new StaleRead('the history of a comment does not tell its last edit yet');
    return [];
  }
  return next === null ? nodes : [...nodes, { editor: null, at: updatedAt, body: null }];
}
