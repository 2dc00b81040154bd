import { type RepositoryRef, hubKey, repositoryNamed } from '../words/key.ts';
import { HubNameTaken, type HubIds } from './hub-ids.ts';
import type { Installations } from './installations.ts';
import type { HubAccess } from './octokit.ts';
import { judgeError } from './refusal.ts';

/** Whether the App can work in a hub; `notice` is for the operator, in English, null when all is well. */
export type HubStanding =
  | (HubAccess & { readonly kind: 'at-work'; readonly notice: string | null })
  | { readonly kind: 'out-of-reach'; readonly notice: string };

/** GitHub does not tell the two apart. */
const notThere = 'no such repository, or the App is not installed there';

const takenOver =
  'another repository has taken this name since the App saw it: write in HUBS the name that the hub bears now; to follow this one, take it out of HUBS (another name in its place where it is alone), start the App, write it back and start again';

/** Looks at the hub itself, before anything in it is read. Throws what GitHub refuses: `refusalNotice` says it. */
export async function readHubStanding(
  named: RepositoryRef,
  { installations, hubIds }: { readonly installations: Pick<Installations, 'hub'>; readonly hubIds: HubIds },
): Promise<HubStanding> {
  const opened = await installations.hub(named);
  if (opened === null) return { kind: 'out-of-reach', notice: notThere };
  const { hub } = opened;
  const { data } = await hub.octokit.rest.repos.get({ owner: hub.owner, repo: hub.repo });
  if (!hubIds.isIt(hubKey(named), data.id)) return { kind: 'out-of-reach', notice: takenOver };
  if (data.archived) return { kind: 'out-of-reach', notice: 'the repository is archived' };
  if (!data.has_issues) return { kind: 'out-of-reach', notice: 'issues are turned off there' };
  const renamed = hubKey(repositoryNamed(data.full_name)) !== hubKey(named);
  return {
    kind: 'at-work',
    ...opened,
    notice: renamed ? `renamed to ${data.full_name}: write that in HUBS, or its events are not heard` : null,
  };
}

/** What a refusal of GitHub in a hub means to the operator; null for what only has to be tried again, and for what is no answer of GitHub. */
export function refusalNotice(error: unknown): string | null {
  if (error instanceof HubNameTaken) return takenOver;
  const judged = judgeError(error);
  if (judged === 'unavailable' || judged === 'defect') return null;
  if (judged.kind === 'not-granted') return `the installation lacks permissions: ${judged.message}`;
  return judged.kind === 'gone' ? notThere : `GitHub answered ${judged.status}`;
}
