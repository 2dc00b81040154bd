import { labelNames } from './open-dossiers.ts';
import type { Repository } from './octokit.ts';

/** An issue that changed. `nodeId` and `labels` are null where only a comment on it tells. */
export interface ChangedIssue {
  readonly number: number;
  /** When it changed last, as GitHub tells. */
  readonly at: string;
  readonly nodeId: string | null;
  readonly labels: readonly string[] | null;
}

/**
 * The issues of a repository, open or closed, that changed since then, and those on which a comment did: an edit of a comment need not change its issue. A
 * deleted comment and a reaction change neither.
 */
export async function listChangedIssues({ octokit, owner, repo }: Repository, since: Date): Promise<readonly ChangedIssue[]> {
  // What changes between two pages comes first, and pushes nothing out of the next one.
  const query = { owner, repo, since: since.toISOString(), sort: 'updated', direction: 'desc', per_page: 100 } as const;
  const issues = await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, state: 'all' });
  const comments = await octokit.paginate(octokit.rest.issues.listCommentsForRepo, query);
  const changed = new Map<number, ChangedIssue>();
  for (const { html_url, updated_at: at } of comments) {
    const number = Number(/\/issues\/(\d+)#/.exec(html_url)?.[1] ?? Number.NaN);
    const known = changed.get(number)?.at ?? '';
    if (Number.isInteger(number) && at > known) changed.set(number, { number, at, nodeId: null, labels: null });
  }
  for (const { number, node_id: nodeId, updated_at, pull_request, ...issue } of issues) {
    const commented = changed.get(number)?.at ?? '';
    const at = commented > updated_at ? commented : updated_at;
    if (pull_request === undefined) changed.set(number, { number, at, nodeId, labels: labelNames(issue) });
  }
  return [...changed.values()];
}

/** Of the issues of a repository that changed last, the newest first, so many at the most. */
const LATEST = 30;

/** What changed last in a repository, with the instants of GitHub's own clock: what a list from then on begins after. Pull requests are among it. */
export async function listLatestChanges({ octokit, owner, repo }: Repository): Promise<readonly Pick<ChangedIssue, 'number' | 'at'>[]> {
  const query = { owner, repo, state: 'all', sort: 'updated', direction: 'desc', per_page: LATEST } as const;
  const { data } = await octokit.rest.issues.listForRepo(query);
  return data.map(({ number, updated_at: at }) => ({ number, at }));
}

/** An issue that a list of issues shows. */
export interface ListedChange extends ChangedIssue {
  readonly nodeId: string;
  readonly labels: readonly string[];
}

/** The closed issues that changed since then. */
export async function listClosedSince({ octokit, owner, repo }: Repository, since: Date): Promise<readonly ListedChange[]> {
  const query = { owner, repo, state: 'closed', since: since.toISOString(), per_page: 100 } as const;
  const closed = await octokit.paginate(octokit.rest.issues.listForRepo, query);
  return closed
    .filter(({ pull_request }) => pull_request === undefined)
    .map((issue) => ({ number: issue.number, at: issue.updated_at, nodeId: issue.node_id, labels: labelNames(issue) }));
}
