import { isDuplicate } from '../render/duplicate.ts';
import { readMarker } from '../render/marker.ts';
import { closeDuplicates } from './duplicate-issues.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';

/** What an issue of the App stands for: the slot of its marker, and the titles that it may be given. */
export interface IssuePlace {
  readonly slot: string;
  readonly titles: readonly string[];
}

/** An issue that the App opened in a hub, for one of its slots; the slot is empty where somebody took its marker away. */
export interface OwnIssue {
  readonly slot: string;
  readonly title: string;
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
}

/** The issues of the App in a hub, oldest first: each is found by its author. */
export async function readOwnIssues({ octokit, owner, repo }: Repository, app: AppIdentity): Promise<readonly OwnIssue[]> {
  const all = await octokit.paginate(octokit.rest.issues.listForRepo, { owner, repo, creator: app.login, state: 'all', per_page: 100 });
  return all
    .filter(({ user }) => isSelf(app, user))
    .map(({ number, title, state, body }) => ({
      slot: readMarker(body ?? '') ?? '',
      title,
      number,
      open: state === 'open',
      body: body ?? '',
    }))
    .toSorted((a, b) => a.number - b.number);
}

/**
 * The issue that stands for a place, by its marker, or by its title where somebody wrote over its text: the oldest that is open, after closing the other open ones; where none is, the last one (versions up to 0.1.0 opened one after the
 * other). Null where there is none. Tells also the number of writes.
 */
export async function keepOne(
  hub: Repository,
  { own, place, incidents }: { own: readonly OwnIssue[]; place: IssuePlace; incidents: Pick<Incidents, 'count'> },
): Promise<{ readonly kept: OwnIssue | null; readonly writes: number }> {
  const issues = own.filter((issue) => standsFor(issue, place));
  const [oldest, ...duplicates] = issues.filter(({ open }) => open);
  if (oldest === undefined) return { kept: issues.at(-1) ?? null, writes: 0 };
  for (const _ of duplicates) incidents.count('doubles-healed');
  return { kept: oldest, writes: await closeDuplicates(hub, { kept: oldest.number, duplicates }) };
}

/** One that stood twice has its title still, and stands for nothing any more. */
function standsFor(issue: OwnIssue, { slot, titles }: IssuePlace): boolean {
  return issue.slot === slot || (issue.slot === '' && titles.includes(issue.title) && !isDuplicate(issue.body));
}
