import type { MirrorPull, PullText } from '../dossier/mirror/repository-reading.ts';
import type { DossierKey } from '../words/key.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Repository } from './octokit.ts';
import { readPullText } from './pull-text.ts';
import { pullEnds } from './queries/pull-ends.ts';
import { readGraphql } from './read-graphql.ts';
import { refusalOf } from './refusal.ts';
import { wasDeclined } from './was-declined.ts';

/** The App's newest pull request from a branch of its own. */
export interface OwnPull {
  readonly pull: MirrorPull | null;
  readonly pullText: PullText | null;
  readonly pullOf: DossierKey | null;
  /** Somebody else has an open pull request from the branch. */
  readonly taken: boolean;
}

/** Which branch, and how the marker in a body is read. */
interface Wanted {
  readonly branch: string;
  readonly app: AppIdentity;
  readonly dossierIn: (body: string) => DossierKey | null;
}

/** How one that was closed without being merged ended; a refusal to tell, which stays one, is nobody's program. */
async function endOf({ octokit, owner, repo }: Repository, number: number, before: number): Promise<'closed' | 'lapsed'> {
  try {
    return wasDeclined(await readGraphql(octokit, pullEnds, { owner, name: repo, number }), before) ? 'closed' : 'lapsed';
  } catch (error) {
    refusalOf(error);
    return 'closed';
  }
}

/** A pull request of the App's own is known by its author; whose dossier it is, by its marker, which somebody may have erased. */
export async function readOwnPull(repository: Repository, { branch, app, dossierIn }: Wanted): Promise<OwnPull> {
  const { octokit, owner, repo } = repository;
  const { data } = await octokit.rest.pulls.list({ owner, repo, head: `${owner}:${branch}`, state: 'all', per_page: 30 });
  const taken = data.some(({ user, state }) => !isSelf(app, user) && state === 'open');
  const [own, ...former] = data.filter(({ user }) => isSelf(app, user)).toSorted((a, b) => b.number - a.number);
  if (own === undefined) return { pull: null, pullText: null, pullOf: null, taken };
  const {
    number,
    html_url: url,
    title,
    body,
    state: open,
    base,
    head,
    created_at: openedAt,
    merged_at: mergedAt,
    closed_at: closedAt,
  } = own;
  const inARow = former.findIndex(({ merged_at }) => merged_at !== null);
  const before = inARow === -1 ? former.length : inARow;
  const state = open === 'open' ? 'open' : mergedAt ? 'merged' : await endOf(repository, number, before);
  return {
    pull: { number, url, base: base.ref, head: head.sha, state, openedAt, endedAt: mergedAt ?? closedAt ?? null },
    pullText: readPullText({ title, body: body ?? '' }),
    pullOf: dossierIn(body ?? ''),
    taken,
  };
}
