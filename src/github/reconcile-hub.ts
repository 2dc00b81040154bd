import { ensureLabels, labelsOf } from './labels.ts';
import { keepHubIssue } from './hub-issue.ts';
import type { HubRegistry } from './hub-registry.ts';
import type { AppIdentity } from './identity.ts';
import type { HubAccess } from './octokit.ts';
import type { Problem } from '../yaml/problem.ts';

export interface ReconcileHub extends HubAccess {
  readonly app: AppIdentity;
  readonly registry: HubRegistry;
  readonly writes: 'on' | 'off';
}

/** Brings a hub to what it should be: configuration read again, labels created or mended, one issue while the configuration is wrong. */
export async function reconcileHub({
  hub,
  access,
  app,
  registry,
  writes,
}: ReconcileHub): Promise<{ writes: number; problems: readonly Problem[] }> {
  const { problems } = await registry.refresh(hub);
  if (writes === 'off') return { writes: 0, problems };
  const setup = await registry.setupOf(hub);
  const writer = await access('write-hub');
  const labels = setup === null ? 0 : await ensureLabels(writer, labelsOf(setup.procedure));
  return { writes: labels + (await keepHubIssue(writer, app, problems)), problems };
}
