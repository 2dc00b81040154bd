import type { HubRef } from '../dossier/key.ts';
import { type Defaults, type HubReading, type HubSetup, readHub } from './hub-setup.ts';
import type { Repository } from './octokit.ts';

/** The hubs that are known, each with its last good setup. */
export interface HubRegistry {
  /** True for a repository that the operator named or that holds a configuration. */
  readonly isHub: (hub: HubRef) => boolean;
  /** The setup to work with: read once, then kept until `refresh`. */
  readonly setupOf: (hub: Repository) => Promise<HubSetup>;
  /** Reads the hub again. With mistakes in its files, the last good setup (or the default one) stays in use. */
  readonly refresh: (hub: Repository) => Promise<HubReading>;
}

/** A registry in memory: lost at a restart, read again from the hubs. `named` are the operator's hubs, `owner/repo`. */
export function createHubRegistry(defaults: Defaults, named: readonly string[]): HubRegistry {
  const setups = new Map<string, HubSetup>();
  const configured = new Set<string>();
  const always = new Set(named.map((name) => name.toLowerCase()));
  const keyOf = ({ owner, repo }: HubRef) => `${owner}/${repo}`.toLowerCase();

  async function refresh(hub: Repository): Promise<HubReading> {
    const reading = await readHub(hub, defaults);
    if (reading.configured) configured.add(keyOf(hub));
    else configured.delete(keyOf(hub));
    if (reading.setup !== null) setups.set(keyOf(hub), reading.setup);
    return reading;
  }

  return {
    isHub: (hub) => always.has(keyOf(hub)) || configured.has(keyOf(hub)),
    setupOf: async (hub) => setups.get(keyOf(hub)) ?? (await refresh(hub)).setup ?? defaults,
    refresh,
  };
}
