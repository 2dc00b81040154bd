import { type DossierKey, dossierKey } from '../dossier/key.ts';
import type { HubSetup } from './hub-setup.ts';
import type { Repository } from './octokit.ts';

/** The dossiers of a hub to look at in a sweep: every open one, and those closed that changed after `since`. */
export async function listDossiers(hub: Repository, { procedure }: HubSetup, since: Date): Promise<readonly DossierKey[]> {
  const { octokit, owner, repo } = hub;
  const query = { owner, repo, labels: procedure.labels.dossier.name, per_page: 100 };
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, state: 'open' });
  const closed = await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, state: 'closed', since: since.toISOString() });
  return [...open, ...closed]
    .filter(({ pull_request }) => pull_request === undefined)
    .map(({ number }) => dossierKey({ owner, repo }, number));
}
