import { createHmac } from 'node:crypto';
import type { Secrets } from '../apply/secrets.ts';
import { sameText } from '../apply/same-text.ts';
import type { ReportWanted } from '../dossier/checks/report-wanted.ts';
import { renderReportIssue, reportTitle } from '../render/checks.ts';
import { closeDuplicates } from './duplicate-issues.ts';
import { type AppIdentity, isSelf } from './identity.ts';
import type { Repository } from './octokit.ts';
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
  if (!upToDate) await octokit.rest.issues.update({ owner, repo, issue_number: existing.number, body });
  return (upToDate ? 0 : 1) + (await closeDuplicates({ octokit, owner, repo }, { kept: existing.number, duplicates }));
}

/** The same in every repository, so that the issue is found again after a rename; whose it is, its author tells. */
function reportMarker(secret: string): string {
  const signature = createHmac('sha256', secret).update('checks').digest('base64url');
  return `<!-- accostage:checks ${signature} -->`;
}
