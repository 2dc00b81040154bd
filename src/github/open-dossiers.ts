import { type DossierKey, dossierKey } from '../dossier/key.ts';
import { sameLabel } from '../dossier/facts.ts';
import type { HubSetup } from './hub-setup.ts';
import { labelsOf } from './labels.ts';
import type { Repository } from './octokit.ts';

/**
 * The dossiers of a hub to look at in a sweep: every open one, and those closed that changed after `since`. Any label of the procedure tells one, because
 * the mark of a dossier may have been taken off while nobody listened.
 */
export async function listDossiers(hub: Repository, { procedure }: HubSetup, since: Date): Promise<readonly DossierKey[]> {
  const { octokit, owner, repo } = hub;
  const query = { owner, repo, per_page: 100 };
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, state: 'open' });
  const closed = await octokit.paginate(octokit.rest.issues.listForRepo, { ...query, state: 'closed', since: since.toISOString() });
  const known = labelsOf(procedure).map(({ name }) => name);
  return [...open, ...closed]
    .filter(({ pull_request }) => pull_request === undefined)
    .filter(({ labels }) =>
      labels.some((label) => known.some((name) => sameLabel(name, typeof label === 'string' ? label : (label.name ?? '')))),
    )
    .map(({ number }) => dossierKey({ owner, repo }, number));
}
