import { sameText } from '../apply/same-text.ts';
import { hubIssueTitle, type HubMistakes, mistakesKey, readMistakesKey, renderHubIssue, renderMended } from '../render/hub-issue.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';
import { keepOne, type OwnIssue } from './own-issues.ts';

const hubIssueSlot = 'configuration';

export interface KeepHubIssue extends HubMistakes {
  /** The App's issues in the hub. */
  readonly own: readonly OwnIssue[];
  readonly incidents: Pick<Incidents, 'count'>;
}

/**
 * Keeps one issue in the hub on what is wrong with its configuration: opened once, kept up to date, closed when mended, reopened when it breaks again, so that its followers
 * and what they said stay with it. One that somebody closed stays so until the mistakes change. Of several, the oldest stays.
 * Returns the number of writes, and whether an issue is new: another process may have made the same.
 */
export async function keepHubIssue(
  hub: Repository,
  { own, incidents, ...mistakes }: KeepHubIssue,
): Promise<{ writes: number; created: boolean }> {
  const { kept, writes } = await keepOne(hub, { own, place: { slot: hubIssueSlot, title: hubIssueTitle }, incidents });
  if (kept === null) return areNone(mistakes) ? { writes, created: false } : create(hub, mistakes);
  return { writes: writes + (await bringUpToDate(hub, kept, mistakes)), created: false };
}

function areNone({ problems, warnings }: HubMistakes): boolean {
  return problems.length + warnings.length === 0;
}

async function create({ octokit, owner, repo }: Repository, mistakes: HubMistakes): Promise<{ writes: number; created: boolean }> {
  await octokit.rest.issues.create({ owner, repo, ...renderHubIssue(hubIssueSlot, mistakes) });
  return { writes: 1, created: true };
}

async function bringUpToDate({ octokit, owner, repo }: Repository, kept: OwnIssue, mistakes: HubMistakes): Promise<number> {
  const where = { owner, repo, issue_number: kept.number };
  const told = readMistakesKey(kept.body);
  if (areNone(mistakes)) {
    if (!kept.open && told === null) return 0;
    await octokit.rest.issues.update({ ...where, state: 'closed', state_reason: 'completed', body: renderMended(hubIssueSlot) });
    return 1;
  }
  if (!kept.open && told === mistakesKey(mistakes)) return 0;
  const wanted = renderHubIssue(hubIssueSlot, mistakes);
  if (kept.open && sameText(kept.body, wanted.body)) return 0;
  await octokit.rest.issues.update({ ...where, state: 'open', ...wanted });
  return 1;
}
