import { sameText } from '../apply/same-text.ts';
import { problemsKey, readProblemsKey, renderHubIssue, renderMended } from '../render/hub-issue.ts';
import { readMarker } from '../render/marker.ts';
import type { Problem } from '../yaml/problem.ts';
import { closeDuplicates } from './duplicate-issues.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';

const hubIssueSlot = 'configuration';

export interface KeepHubIssue {
  readonly app: AppIdentity;
  readonly problems: readonly Problem[];
  readonly incidents: Pick<Incidents, 'count'>;
}

interface HubIssue {
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
}

/**
 * Keeps one issue in the hub on a broken configuration: opened once, kept up to date, closed when mended, reopened when it breaks again, so that its followers
 * and what they said stay with it. One that somebody closed stays so until the mistakes change. Of several, the oldest stays.
 * Returns the number of writes, and whether an issue is new: another process may have made the same.
 */
export async function keepHubIssue(hub: Repository, request: KeepHubIssue): Promise<{ writes: number; created: boolean }> {
  const { problems, incidents } = request;
  const { kept, duplicates } = sortOut(await readHubIssues(hub, request.app));
  if (kept === null) return problems.length === 0 ? { writes: 0, created: false } : create(hub, problems);
  const closed = await closeDuplicates(hub, { kept: kept.number, duplicates });
  for (const _ of duplicates) incidents.count('doubles-healed');
  return { writes: closed + (await bringUpToDate(hub, kept, problems)), created: false };
}

/** The issues of the App on the configuration, oldest first. */
async function readHubIssues({ octokit, owner, repo }: Repository, app: AppIdentity): Promise<readonly HubIssue[]> {
  const all = await octokit.paginate(octokit.rest.issues.listForRepo, { owner, repo, creator: app.login, state: 'all', per_page: 100 });
  return all
    .filter(({ body, user }) => isSelf(app, user) && readMarker(body ?? '') === hubIssueSlot)
    .map(({ number, state, body }) => ({ number, open: state === 'open', body: body ?? '' }))
    .toSorted((a, b) => a.number - b.number);
}

/** The oldest that is open, and the other open ones; where none is, the last one: versions up to 0.1.0 opened one after the other. */
function sortOut(issues: readonly HubIssue[]): { readonly kept: HubIssue | null; readonly duplicates: readonly HubIssue[] } {
  const [oldest, ...younger] = issues.filter(({ open }) => open);
  return oldest === undefined ? { kept: issues.at(-1) ?? null, duplicates: [] } : { kept: oldest, duplicates: younger };
}

async function create({ octokit, owner, repo }: Repository, problems: readonly Problem[]): Promise<{ writes: number; created: boolean }> {
  await octokit.rest.issues.create({ owner, repo, ...renderHubIssue(hubIssueSlot, problems) });
  return { writes: 1, created: true };
}

async function bringUpToDate({ octokit, owner, repo }: Repository, kept: HubIssue, problems: readonly Problem[]): Promise<number> {
  const where = { owner, repo, issue_number: kept.number };
  const told = readProblemsKey(kept.body);
  if (problems.length === 0) {
    if (!kept.open && told === null) return 0;
    await octokit.rest.issues.update({ ...where, state: 'closed', state_reason: 'completed', body: renderMended(hubIssueSlot) });
    return 1;
  }
  if (!kept.open && told === problemsKey(problems)) return 0;
  const wanted = renderHubIssue(hubIssueSlot, problems);
  if (kept.open && sameText(kept.body, wanted.body)) return 0;
  await octokit.rest.issues.update({ ...where, state: 'open', ...wanted });
  return 1;
}
