import type { HubSetup } from '../config/hub-setup.ts';
import { hubConfigPath } from '../config/misplaced-config.ts';
import type { Repository } from './octokit.ts';
import { type Layers, readHub } from './read-hub.ts';
import { orNull } from './refusal.ts';

/** How many commits of the hub's file are looked back at. */
const MAX_BACK = 20;

/** The setups that the former versions of a hub's own file made, the newest first; those with mistakes are left out. Throws when GitHub fails. */
export async function readFormerSetups(hub: Repository, open: Layers): Promise<readonly HubSetup[]> {
  const { octokit, owner, repo } = hub;
  const listed = await orNull(octokit.rest.repos.listCommits({ owner, repo, path: hubConfigPath, per_page: MAX_BACK + 1 }));
  const setups: HubSetup[] = [];
  for (const { sha } of (listed?.data ?? []).slice(1)) {
    const { setup } = await readHub(hub, open, sha);
    if (setup !== null) setups.push(setup);
  }
  return setups;
}
