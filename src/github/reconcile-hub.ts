import { ensureLabels, labelsOf } from './labels.ts';
import { keepHubIssue } from './hub-issue.ts';
import type { HubRegistry } from './hub-registry.ts';
import type { Incidents } from './incidents.ts';
import type { AppIdentity } from './identity.ts';
import type { HubAccess } from './octokit.ts';
import { type OwnIssue, readOwnIssues } from './own-issues.ts';
import type { Problem } from '../yaml/problem.ts';

export interface ReconcileHub extends HubAccess {
  readonly app: AppIdentity;
  readonly registry: HubRegistry;
  readonly incidents: Pick<Incidents, 'count'>;
  readonly writes: 'on' | 'off';
}

/** What a look at a hub came to; `created`: an issue is new, and another process may have made the same. */
export interface ReconciledHub {
  readonly writes: number;
  readonly created: boolean;
  readonly problems: readonly Problem[];
  /** The App's issues there. */
  readonly own: readonly OwnIssue[];
}

/** Brings a hub to what it should be: configuration read again, labels created or mended, one issue while the configuration is wrong. */
export async function reconcileHub({ hub, access, app, registry, incidents, writes }: ReconcileHub): Promise<ReconciledHub> {
  const { problems } = await registry.refresh(hub);
  if (writes === 'off') return { writes: 0, created: false, problems, own: [] };
  const setup = await registry.setupOf(hub);
  const writer = await access('write-hub');
  const labels = setup === null ? 0 : await ensureLabels(writer, labelsOf(setup.procedure));
  const own = await readOwnIssues(writer, app);
  const issue = await keepHubIssue(writer, { own, problems, incidents });
  return { writes: labels + issue.writes, created: issue.created, problems, own };
}
