import type { Campaign } from '../config/campaigns-schema.ts';
import type { HubKey } from '../words/key.ts';

/** Which campaigns on the checks the dossiers of each hub were looked at for: those that are closed long since are looked for when there is another one. */
export interface EmbarkedCampaigns {
  readonly areNews: (hub: HubKey, campaigns: readonly Campaign[]) => boolean;
  /** All dossiers of the hub, however old, were just found. */
  readonly toldOf: (hub: HubKey, campaigns: readonly Campaign[]) => void;
}

/** Nothing was looked at since the start: what was told before is found in each dossier. */
export function createEmbarkedCampaigns(): EmbarkedCampaigns {
  const known = new Map<HubKey, string>();
  return {
    areNews: (hub, campaigns) => (known.get(hub) ?? '') !== wordOf(campaigns),
    toldOf: (hub, campaigns) => void known.set(hub, wordOf(campaigns)),
  };
}

/** Empty where no campaign looks at embarked dossiers. */
function wordOf(campaigns: readonly Campaign[]): string {
  return campaigns.flatMap(({ id, rule, until }) => (rule === undefined ? [] : [`${id} ${rule} ${until}`])).join('\n');
}
