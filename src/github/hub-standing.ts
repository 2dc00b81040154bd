import { type HubRef, hubKey, repositoryNamed } from '../dossier/key.ts';
import type { Installations } from './installations.ts';
import { type Repository, statusOf } from './octokit.ts';
import { unavailableUntil } from './unavailable.ts';

/** Whether the App can work in a hub; `notice` is for the operator, in English, null when all is well. */
export type HubStanding =
  | { readonly kind: 'at-work'; readonly hub: Repository; readonly notice: string | null }
  | { readonly kind: 'out-of-reach'; readonly notice: string };

/** GitHub does not tell the two apart. */
const notThere = 'no such repository, or the App is not installed there';

/** Looks at the hub itself, before anything in it is read. Throws what GitHub refuses: `refusalNotice` says it. */
export async function readHubStanding(named: HubRef, installations: Pick<Installations, 'repository'>): Promise<HubStanding> {
  const hub = await installations.repository(named);
  if (hub === null) return { kind: 'out-of-reach', notice: notThere };
  const { data } = await hub.octokit.rest.repos.get({ owner: hub.owner, repo: hub.repo });
  if (data.archived) return { kind: 'out-of-reach', notice: 'the repository is archived' };
  if (!data.has_issues) return { kind: 'out-of-reach', notice: 'issues are turned off there' };
  const renamed = hubKey(repositoryNamed(data.full_name)) !== hubKey(named);
  return { kind: 'at-work', hub, notice: renamed ? `renamed to ${data.full_name}: write that in HUBS, or its events are not heard` : null };
}

/** What a refusal of GitHub in a hub means to the operator; null for what only has to be tried again, and for what is no answer of GitHub. */
export function refusalNotice(error: unknown, now: Date): string | null {
  const status = statusOf(error);
  if (status === null || unavailableUntil(error, now) !== null) return null;
  return status === 404 || status === 410 ? notThere : `GitHub answered ${status}`;
}
