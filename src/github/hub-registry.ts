import { type HubKey, type RepositoryRef, hubKey, repositoryNamed } from '../words/key.ts';
import type { Defaults, HubReading, HubSetup } from '../config/hub-setup.ts';
import { type Layers, readHub } from './read-hub.ts';
import type { Repository } from './octokit.ts';

/** The hubs that the operator named, each with its last good setup. A repository is no hub by anything that is written in it. */
export interface HubRegistry {
  readonly keys: readonly HubKey[];
  readonly isHub: (repository: RepositoryRef) => boolean;
  /** The setup to work with: read once, then kept until `refresh`. */
  readonly setupOf: (hub: Repository) => Promise<HubSetup>;
  /** Reads the hub again. With mistakes in its files, the last good setup (or the default one) stays in use. */
  readonly refresh: (hub: Repository) => Promise<HubReading>;
}

/** A registry in memory: setups are lost at a restart, and read again from the hubs. `named` are the operator's hubs, `owner/repo`. */
export function createHubRegistry(defaults: Defaults, named: readonly string[], layers: Layers): HubRegistry {
  const setups = new Map<HubKey, HubSetup>();
  const keys = named.map((name) => hubKey(repositoryNamed(name)));

  async function refresh(hub: Repository): Promise<HubReading> {
    const reading = await readHub(hub, layers);
    if (reading.setup !== null) setups.set(hubKey(hub), reading.setup);
    return reading;
  }

  return {
    keys,
    isHub: (repository) => keys.includes(hubKey(repository)),
    setupOf: async (hub) => setups.get(hubKey(hub)) ?? (await refresh(hub)).setup ?? defaults,
    refresh,
  };
}
