import { sameText } from '../apply/same-text.ts';
import type { Markdown } from '../words/markdown.ts';
import { dashboardTitle } from '../render/dashboard.ts';
import { withMarker } from '../render/marker.ts';
import type { Insist } from './insistence.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';
import { keepOne, type OwnIssue } from './own-issues.ts';

const dashboardSlot = 'tableau-de-bord';

export interface KeepDashboard {
  /** The App's issues in the hub. */
  readonly own: readonly OwnIssue[];
  readonly dashboard: Markdown;
  readonly now: Date;
  readonly incidents: Pick<Incidents, 'count'>;
  /** What somebody undoes again and again. */
  readonly insist: Insist;
}

/** What keeping it came to; `issue` is its number, null where somebody closed it. */
export interface KeptDashboard {
  readonly issue: number | null;
  readonly writes: number;
  /** It is new: another process may have made the same. */
  readonly created: boolean;
}

const HOUR_MS = 3_600_000;

/** What the second line of the issue tells: when it was last written. */
const stamp = /\n<!-- accostage:ecrit=([\dT:.Z-]+) -->/;

/**
 * Keeps one issue in the hub on all its dossiers: opened once, written again where it says something else, at most every hour, however often the App starts. Closed by
 * somebody, it stays so, and as it is. Of several, the oldest stays.
 */
export async function keepDashboard(hub: Repository, { own, dashboard, now, incidents, insist }: KeepDashboard): Promise<KeptDashboard> {
  const { octokit, owner, repo } = hub;
  const { kept, writes } = await keepOne(hub, { own, place: { slot: dashboardSlot, titles: [dashboardTitle] }, incidents });
  const wanted = withMarker(dashboardSlot, `<!-- accostage:ecrit=${now.toISOString()} -->\n${dashboard.markdown}`);
  if (kept === null) {
    let issue: number | null = null;
    const made = await insist({ thing: { kind: 'dashboard' }, words: '' }, async () => {
      const { data } = await octokit.rest.issues.create({ owner, repo, title: dashboardTitle, body: wanted });
      issue = data.number;
      return 1;
    });
    return { issue, writes: writes + made, created: made > 0 };
  }
  if (!kept.open) return { issue: null, writes, created: false };
  if (!isDue(kept.body, wanted, now)) return { issue: kept.number, writes, created: false };
  const updated = await insist({ thing: { kind: 'dashboard' }, words: dashboard.markdown }, async () => {
    await octokit.rest.issues.update({ owner, repo, issue_number: kept.number, body: wanted });
    return 1;
  });
  return { issue: kept.number, writes: writes + updated, created: false };
}

/** Whether it says something else than it should, and was not written within the hour; one whose stamp somebody took away is written again. */
function isDue(body: string, wanted: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(stamp.exec(body)?.[1] ?? '');
  const isRecent = age >= 0 && age < HOUR_MS;
  return !isRecent && !sameText(body.replace(stamp, ''), wanted.replace(stamp, ''));
}
