import { createHmac } from 'node:crypto';
import type { Secrets } from '../apply/secrets.ts';
import { sameText } from '../apply/same-text.ts';
import type { ReportWanted } from '../dossier/checks/report-wanted.ts';
import { renderReportIssue, renderRetiredReport, reportTitle, retiredReport } from '../render/checks.ts';
import { closeDuplicates } from './duplicate-issues.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Repository } from './octokit.ts';
import { orNull } from './refusal.ts';
import { confirmRight } from './rights.ts';

/**
 * Keeps the report of a private repository in an issue of that repository: found again by its author and its signed first line, written where it differs.
 * One that the team closed stays closed. Of several, the oldest stays. Returns the number of writes. Throws RightLost where whoever it is for may no longer write there.
 */
export async function writeReport(
  { octokit, owner, repo }: Repository,
  { wanted, app, secrets }: { wanted: ReportWanted; app: AppIdentity; secrets: Secrets },
): Promise<number> {
  const confirm = () => confirmRight({ octokit, owner, repo }, wanted.onBehalfOf);
  const markers = secrets.map(reportMarker);
  const body = `${markers[0]}\n${renderReportIssue(wanted).markdown}`;
  const { data } = await octokit.rest.issues.listForRepo({ owner, repo, creator: app.login, state: 'all', per_page: 100 });
  const [existing, ...younger] = data
    .filter((issue) => isSelf(app, issue.user) && markers.includes(issue.body?.split(/\r?\n/, 1)[0] ?? ''))
    .toSorted((a, b) => a.number - b.number);
  if (existing === undefined) {
    await confirm();
    await octokit.rest.issues.create({ owner, repo, title: reportTitle, body });
    return 1;
  }
  const duplicates = younger.filter(({ state }) => state === 'open');
  const upToDate = sameText(existing.body ?? '', body);
  if (upToDate && duplicates.length === 0) return 0;
  await confirm();
  // Closed by the App in favour of a check run that is no more, and not by the team.
  const reopened = existing.state === 'closed' && existing.body?.includes(retiredReport) === true ? { state: 'open' as const } : {};
  if (!upToDate) await octokit.rest.issues.update({ owner, repo, issue_number: existing.number, body, ...reopened });
  return (upToDate ? 0 : 1) + (await closeDuplicates({ octokit, owner, repo }, { kept: existing.number, duplicates }));
}

/** Closes that issue, with a link to the check run that stands in its place. Returns the number of writes; none where there is no such issue, or it is closed. */
export async function retireReport(
  { octokit, owner, repo }: Repository,
  { run, app, secrets }: { run: string; app: AppIdentity; secrets: Secrets },
): Promise<number> {
  const markers = secrets.map(reportMarker);
  const listed = await orNull(octokit.rest.issues.listForRepo({ owner, repo, creator: app.login, state: 'open', per_page: 100 }));
  const open = (listed?.data ?? []).filter((issue) => isSelf(app, issue.user) && markers.includes(issue.body?.split(/\r?\n/, 1)[0] ?? ''));
  const body = `${markers[0]}\n${renderRetiredReport(run).markdown}`;
  for (const { number: issue_number } of open)
    await octokit.rest.issues.update({ owner, repo, issue_number, body, state: 'closed', state_reason: 'completed' });
  return open.length;
}

/** The same in every repository, so that the issue is found again after a rename; whose it is, its author tells. */
function reportMarker(secret: string): string {
  const signature = createHmac('sha256', secret).update('checks').digest('base64url');
  return `<!-- accostage:checks ${signature} -->`;
}
