import type { BodyRevision } from '../dossier/observation.ts';
import type { Octokit } from './octokit.ts';
import { bodyHistory } from './queries/body-history.ts';
import { readGraphql } from './read-graphql.ts';

/** Most revisions that are read of one body. */
const MOST = 500;

/**
 * The revisions of an issue's body, newest first, the creation last; none for a body that was never edited. Of more than 500 the oldest are missing. Throws
 * as `readGraphql` does.
 */
export async function readBodyHistory(octokit: Octokit, issueNodeId: string): Promise<readonly BodyRevision[]> {
  const revisions: BodyRevision[] = [];
  let after: string | null = null;
  do {
    const found: Awaited<ReturnType<typeof readPage>> = await readPage(octokit, issueNodeId, after);
    revisions.push(...(found?.nodes ?? []));
    after = found?.next ?? null;
  } while (after !== null && revisions.length < MOST);
  return after === null ? revisions : [...revisions, { editor: null, editedAt: '', body: null }];
}

function readPage(octokit: Octokit, issue: string, after: string | null) {
  return readGraphql(octokit, bodyHistory, { issue, after });
}
