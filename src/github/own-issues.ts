import { readMarker } from '../render/marker.ts';
import { closeDuplicates } from './duplicate-issues.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';

/** An issue that the App opened in a hub, for one of its slots. */
export interface OwnIssue {
  readonly slot: string;
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
}

/** The issues of the App in a hub, oldest first: each is found by its author and its marker. */
export async function readOwnIssues({ octokit, owner, repo }: Repository, app: AppIdentity): Promise<readonly OwnIssue[]> {
  const all = await octokit.paginate(octokit.rest.issues.listForRepo, { owner, repo, creator: app.login, state: 'all', per_page: 100 });
  return all
    .filter(({ user }) => isSelf(app, user))
    .map(({ number, state, body }) => ({ slot: readMarker(body ?? '') ?? '', number, open: state === 'open', body: body ?? '' }))
    .toSorted((a, b) => a.number - b.number);
}

/**
 * The issue that stands for a slot: the oldest that is open, after closing the other open ones; where none is, the last one (versions up to 0.1.0 opened one after the
 * other). Null where there is none. Tells also the number of writes.
 */
export async function keepOne(
  hub: Repository,
  { own, slot, incidents }: { own: readonly OwnIssue[]; slot: string; incidents: Pick<Incidents, 'count'> },
): Promise<{ readonly kept: OwnIssue | null; readonly writes: number }> {
  const issues = own.filter((issue) => issue.slot === slot);
  const [oldest, ...duplicates] = issues.filter(({ open }) => open);
  if (oldest === undefined) return { kept: issues.at(-1) ?? null, writes: 0 };
  for (const _ of duplicates) incidents.count('doubles-healed');
  return { kept: oldest, writes: await closeDuplicates(hub, { kept: oldest.number, duplicates }) };
}
