import { hubKey } from '../words/key.ts';
import { ensureLabels, labelsOf } from './labels.ts';
import { keepHubIssue } from './hub-issue.ts';
import type { HubRegistry } from './hub-registry.ts';
import type { Insistence } from './insistence.ts';
import type { Incidents } from './incidents.ts';
import type { AppIdentity } from './identity.ts';
import type { HubAccess } from './octokit.ts';
import { type OwnIssue, readOwnIssues } from './own-issues.ts';
import type { ReadMarkingForms } from './read-marking-forms.ts';
import { tellAside } from './tell-aside.ts';

export interface ReconcileHub extends HubAccess {
  readonly app: AppIdentity;
  readonly registry: HubRegistry;
  readonly markingForms: ReadMarkingForms;
  readonly incidents: Pick<Incidents, 'count'>;
  readonly insistence: Insistence;
  readonly writes: 'on' | 'off';
}

/** What a look at a hub came to; `created`: an issue is new, and another process may have made the same. */
export interface ReconciledHub {
  readonly created: boolean;
  /** What GitHub refuses to write there, for the operator, in English. */
  readonly refused: readonly string[];
  /** The App's issues there. */
  readonly own: readonly OwnIssue[];
}

/**
 * Brings a hub to what it should be: configuration read again, labels created or mended, one issue while the configuration is wrong. Its dossiers need neither to be
 * followed: a label is made when one of them is given it.
 */
export async function reconcileHub({
  hub,
  access,
  app,
  registry,
  markingForms,
  incidents,
  insistence,
  writes,
}: ReconcileHub): Promise<ReconciledHub> {
  const { problems } = await registry.refresh(hub);
  if (writes === 'off') return { created: false, refused: [], own: [] };
  const setup = await registry.setupOf(hub);
  const writer = await access('write-hub');
  const insist = insistence.in(hubKey(hub));
  const own = await readOwnIssues(writer, app);
  const labels = await tellAside(
    'its labels',
    async () => {
      if (setup !== null) await ensureLabels(writer, labelsOf(setup.procedure), insist);
      return { created: false };
    },
    incidents,
  );
  const issue = await tellAside(
    'the issue on its configuration',
    async () => {
      const warnings = setup === null ? [] : await markingForms(hub, setup.procedure);
      return keepHubIssue(writer, { own, problems, warnings, undone: insistence.undoneIn(hubKey(hub)), incidents, insist });
    },
    incidents,
  );
  return { created: issue.created, refused: [...labels.refused, ...issue.refused], own };
}
