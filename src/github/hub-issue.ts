import { renderHubIssue } from '../render/hub-issue.ts';
import { readMarker } from '../render/marker.ts';
import type { Problem } from '../yaml/problem.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Repository } from './octokit.ts';

export const hubIssueSlot = 'configuration';

/** Keeps one issue in the hub on a broken configuration: opened once, kept up to date, closed when mended. Returns the number of writes. */
export async function keepHubIssue(hub: Repository, app: AppIdentity, problems: readonly Problem[]): Promise<number> {
  const { octokit, owner, repo } = hub;
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, { owner, repo, creator: app.login, state: 'open', per_page: 100 });
  const existing = open.find(({ body, user }) => isSelf(app, user) && readMarker(body ?? '') === hubIssueSlot);
  if (problems.length === 0) {
    if (existing === undefined) return 0;
    await octokit.rest.issues.update({ owner, repo, issue_number: existing.number, state: 'closed', state_reason: 'completed' });
    return 1;
  }
  const { title, body } = renderHubIssue(hubIssueSlot, problems);
  if (existing === undefined) {
    await octokit.rest.issues.create({ owner, repo, title, body });
    return 1;
  }
  if (existing.body === body) return 0;
  await octokit.rest.issues.update({ owner, repo, issue_number: existing.number, title, body });
  return 1;
}
