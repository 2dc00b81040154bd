import { sameText } from '../apply/same-text.ts';
import { hubIssueTitles, type HubMistakes, mistakesKey, readMistakesKey, renderHubIssue, renderMended } from '../render/hub-issue.ts';
import type { Insist } from './insistence.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';
import { keepOne, type OwnIssue } from './own-issues.ts';

const hubIssueSlot = 'configuration';

export interface KeepHubIssue extends HubMistakes {
  /** The App's issues in the hub. */
  readonly own: readonly OwnIssue[];
  readonly incidents: Pick<Incidents, 'count'>;
  /** What somebody undoes again and again. */
  readonly insist: Insist;
}

/**
 * Keeps one issue in the hub on what is wrong with its configuration, or undone there again and again: opened once, kept up to date, closed when mended, reopened when it breaks again, so that its followers
 * and what they said stay with it. One that somebody closed stays so until the mistakes change. Of several, the oldest stays.
 * Returns the number of writes, and whether an issue is new: another process may have made the same.
 */
export async function keepHubIssue(
  hub: Repository,
  { own, incidents, insist, ...mistakes }: KeepHubIssue,
): Promise<{ writes: number; created: boolean }> {
  const { kept, writes } = await keepOne(hub, { own, place: { slot: hubIssueSlot, titles: hubIssueTitles }, incidents });
  if (kept === null) return areNone(mistakes) ? { writes, created: false } : create(hub, mistakes, insist);
  const updated = await bringUpToDate(hub, { kept, insist }, mistakes);
  return { writes: writes + updated, created: false };
}

function areNone({ problems, warnings, undone }: HubMistakes): boolean {
  return problems.length + warnings.length + undone.length === 0;
}

async function create(
  { octokit, owner, repo }: Repository,
  mistakes: HubMistakes,
  insist: Insist,
): Promise<{ writes: number; created: boolean }> {
  const writes = await insist({ thing: { kind: 'configuration' }, words: '' }, async () => {
    await octokit.rest.issues.create({ owner, repo, ...renderHubIssue(hubIssueSlot, mistakes) });
    return 1;
  });
  return { writes, created: writes > 0 };
}

async function bringUpToDate(
  { octokit, owner, repo }: Repository,
  { kept, insist }: { kept: OwnIssue; insist: Insist },
  mistakes: HubMistakes,
): Promise<number> {
  const where = { owner, repo, issue_number: kept.number };
  const told = readMistakesKey(kept.body);
  const update = (change: { state: 'open' | 'closed'; state_reason?: 'completed'; title?: string; body: string }) =>
    // One that was mended says so each time: what it told before tells them apart.
    insist({ thing: { kind: 'configuration' }, words: `${told} ${JSON.stringify(change)}` }, async () => {
      await octokit.rest.issues.update({ ...where, ...change });
      return 1;
    });
  if (areNone(mistakes)) {
    if (!kept.open && told === null) return 0;
    return update({ state: 'closed', state_reason: 'completed', body: renderMended(hubIssueSlot) });
  }
  if (!kept.open && told === mistakesKey(mistakes)) return 0;
  const wanted = renderHubIssue(hubIssueSlot, mistakes);
  const isTitled = kept.title === wanted.title || !hubIssueTitles.includes(kept.title);
  if (kept.open && isTitled && sameText(kept.body, wanted.body)) return 0;
  return update({ state: 'open', ...wanted });
}
