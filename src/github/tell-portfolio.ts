import type { Procedure } from '../config/procedure.ts';
import { dashboardOf } from '../portfolio/dashboard.ts';
import type { Entry } from '../portfolio/entry.ts';
import { digestDue, weekBefore } from '../portfolio/week.ts';
import { renderDashboard } from '../render/dashboard.ts';
import { renderDigest } from '../render/digest.ts';
import { keepDashboard } from './dashboard-issue.ts';
import { tellWeek } from './digest-comment.ts';
import type { AppIdentity } from './identity.ts';
import type { Insist } from './insistence.ts';
import type { Incidents } from './incidents.ts';
import type { Repository } from './octokit.ts';
import type { OwnIssue } from './own-issues.ts';

export interface TellPortfolio {
  readonly app: AppIdentity;
  readonly procedure: Pick<Procedure, 'portfolio' | 'calendar' | 'serviceTeam'>;
  /** What was seen of every dossier of the hub. */
  readonly entries: readonly Entry[];
  /** The App's issues in the hub. */
  readonly own: readonly OwnIssue[];
  readonly now: Date;
  readonly incidents: Pick<Incidents, 'count'>;
  readonly insist: Insist;
}

/**
 * Shows the dossiers of a hub in its dashboard issue, and tells there the week that passed; nothing where the process does not ask for it. Returns whether something is
 * new, of which another process may have made a double.
 */
export async function tellPortfolio(
  hub: Repository,
  { app, procedure, entries, own, now, incidents, insist }: TellPortfolio,
): Promise<{ readonly created: boolean }> {
  const { portfolio, calendar, serviceTeam } = procedure;
  if (!portfolio.issue) return { created: false };
  const at = now.toISOString();
  const dashboard = renderDashboard(dashboardOf(entries, { now: at, calendar }));
  const { issue, created } = await keepDashboard(hub, { own, dashboard, now, incidents, insist });
  const monday = digestDue(at, calendar);
  const week = monday === null ? null : weekBefore(entries, monday);
  if (issue === null || monday === null || week === null) return { created };
  const told = await tellWeek(hub, { app, issue, monday, digest: renderDigest(week, serviceTeam.team ?? null), incidents, insist });
  return { created: created || told.created };
}
