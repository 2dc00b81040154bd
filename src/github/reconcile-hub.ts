import { ensureLabels, labelsOf } from './labels.ts';
import { keepHubIssue } from './hub-issue.ts';
import type { HubRegistry } from './hub-registry.ts';
import type { Repository } from './octokit.ts';
import type { Problem } from '../yaml/problem.ts';

export interface ReconcileHub {
  readonly hub: Repository;
  readonly app: string;
  readonly registry: HubRegistry;
  readonly writes: 'on' | 'off';
}

/** Brings a hub to what it should be: configuration read again, labels created or mended, one issue while the configuration is wrong. */
export async function reconcileHub({
  hub,
  app,
  registry,
  writes,
}: ReconcileHub): Promise<{ writes: number; problems: readonly Problem[] }> {
  const { problems } = await registry.refresh(hub);
  if (writes === 'off') return { writes: 0, problems };
  const { procedure } = await registry.setupOf(hub);
  const labels = await ensureLabels(hub, labelsOf(procedure));
  return { writes: labels + (await keepHubIssue(hub, app, problems)), problems };
}
