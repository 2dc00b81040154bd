import type { MirrorPull, PullText } from '../dossier/mirror/repository-reading.ts';
import type { DossierKey } from '../words/key.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Repository } from './octokit.ts';
import { readPullText } from './pull-text.ts';

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

/** A pull request of the App's own is known by its author; whose dossier it is, by its marker, which somebody may have erased. */
export async function readOwnPull({ octokit, owner, repo }: Repository, { branch, app, dossierIn }: Wanted): Promise<OwnPull> {
  const { data } = await octokit.rest.pulls.list({ owner, repo, head: `${owner}:${branch}`, state: 'all', per_page: 30 });
  const taken = data.some(({ user, state }) => !isSelf(app, user) && state === 'open');
  const own = data.filter(({ user }) => isSelf(app, user)).toSorted((a, b) => b.number - a.number)[0];
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
  const state = open === 'open' ? 'open' : mergedAt ? 'merged' : 'closed';
  return {
    pull: { number, url, base: base.ref, head: head.sha, state, openedAt, endedAt: mergedAt ?? closedAt ?? null },
    pullText: readPullText({ title, body: body ?? '' }),
    pullOf: dossierIn(body ?? ''),
    taken,
  };
}
