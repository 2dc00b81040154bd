import type { HubSetup } from '../config/hub-setup.ts';
import { hubConfigPath } from '../config/misplaced-config.ts';
import { formFolder } from '../config/missing-form.ts';
import type { Repository } from './octokit.ts';
import { type Layers, readHub } from './read-hub.ts';
import { unlessEmpty } from './refusal.ts';

/** How many changes are looked back at. */
const MAX_BACK = 20;

/** Where the former versions of a hub's files are. */
export interface Past {
  readonly open: Layers;
  /** The organisation's repository, where the hub asks for its layer; null where it does not. */
  readonly layer: Repository | null;
}

/** A commit that changed what a hub works with. */
interface Changed {
  readonly where: 'hub' | 'layer';
  readonly sha: string;
  /** ISO instant. */
  readonly at: string;
}

/**
 * The setups that a hub had before the last change of its own file, of its forms or of its organisation's layer, the newest first; those with mistakes are left
 * out. Throws when GitHub fails.
 */
export async function readFormerSetups(hub: Repository, { open, layer }: Past): Promise<readonly HubSetup[]> {
  const own = [...(await commitsOf(hub, hubConfigPath)), ...(await commitsOf(hub, formFolder))];
  const shared = layer === null ? [] : await commitsOf(layer, hubConfigPath);
  const changes = [...inHub(own), ...shared.map((one) => ({ ...one, where: 'layer' as const }))].toSorted(byDate);
  const setups: HubSetup[] = [];
  for (let index = 1; index < Math.min(changes.length, MAX_BACK + 1); index += 1) {
    // To the oldest of them: the layer may not have changed for longer than the hub is looked back at, and the hub likewise.
    const before = changes.slice(index);
    const at = { hub: shaOf(before, 'hub'), layer: shaOf(before, 'layer') };
    // What stood there before its first version is not known.
    if (at.hub === undefined || (at.layer === undefined && shared.length > 0)) continue;
    const { setup } = await readHub(hub, open, at);
    if (setup !== null) setups.push(setup);
  }
  return setups;
}

type Commit = Omit<Changed, 'where'>;

async function commitsOf({ octokit, owner, repo }: Repository, path: string): Promise<readonly Commit[]> {
  const listed = await unlessEmpty(octokit.rest.repos.listCommits({ owner, repo, path, per_page: MAX_BACK + 1 }));
  return (listed?.data ?? []).map(({ sha, commit }) => ({ sha, at: commit.committer?.date ?? '' }));
}

/** One commit may change the process and a form. */
function inHub(commits: readonly Commit[]): readonly Changed[] {
  return [...new Map(commits.map((one) => [one.sha, { ...one, where: 'hub' as const }])).values()];
}

function byDate(one: Changed, other: Changed): number {
  return one.at === other.at ? 0 : one.at < other.at ? 1 : -1;
}

/** The version that stood after the newest of those changes. */
function shaOf(changes: readonly Changed[], where: Changed['where']): string | undefined {
  return changes.find((one) => one.where === where)?.sha;
}
