import type { Procedure } from '../config/procedure.ts';
import type { Clock } from '../queue/clock.ts';
import { type HubKey, readKey } from '../words/key.ts';
import { BoundedMap } from './bounded-map.ts';
import type { HubIds } from './hub-ids.ts';
import type { HubRegistry } from './hub-registry.ts';
import type { Person } from './identify.ts';
import type { Installations } from './installations.ts';
import { judgeError } from './refusal.ts';
import { readReadingRight, readServiceTeamRight } from './rights.ts';

/**
 * How somebody sees a hub: not at all; as its readers do, of whom each sees the dossiers of their own projects; or whole, every dossier. `unsure`: GitHub did not
 * say just now.
 */
export type HubSight = 'none' | 'reader' | 'whole' | 'unsure';

export interface HubSightPorts {
  readonly installations: Pick<Installations, 'hub'>;
  readonly registry: Pick<HubRegistry, 'keys' | 'setupOf'>;
  readonly hubIds: Pick<HubIds, 'isItself'>;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** How somebody sees each hub. */
export type HubSights = (person: Person) => Promise<ReadonlyMap<HubKey, HubSight>>;

/** A right that is taken back is believed so long at the most. */
const KEPT_MS = 5 * 60_000;
/** GitHub, when it fails, is not asked at each page. */
const FAILURE_KEPT_MS = 30_000;
const MAX_KEPT = 5_000;

interface Kept {
  readonly sight: Promise<HubSight>;
  /** Milliseconds of `elapsed`; while it is asked for, for ever. */
  until: number;
}

/**
 * How somebody sees each hub, asked of GitHub with the installation's token, and again after five minutes. What fails for a moment is neither a yes nor a no, and
 * is not what was known before either.
 */
export function createHubSights({ installations, registry, hubIds, clock }: HubSightPorts): HubSights {
  const kept = new BoundedMap<string, Kept>(MAX_KEPT);

  async function read(hub: HubKey, person: Person): Promise<HubSight> {
    try {
      const opened = await installations.hub(readKey(hub));
      if (opened === null || (await readReadingRight(opened.hub, person)).answer !== 'yes') return 'none';
      // Whoever took its name sees nothing of what was seen of it.
      if (!(await hubIds.isItself(opened.hub))) return 'none';
      const setup = await registry.setupOf(opened.hub);
      if (setup === null) return 'reader';
      const { portfolio, serviceTeam }: Procedure = setup.procedure;
      if (portfolio.audience === 'readers') return 'whole';
      return (await readServiceTeamRight(opened, serviceTeam, person.login)).answer === 'yes' ? 'whole' : 'reader';
    } catch (error) {
      const judged = judgeError(error);
      if (judged === 'defect') throw error;
      return judged === 'unavailable' ? 'unsure' : 'none';
    }
  }

  async function sightOf(hub: HubKey, person: Person): Promise<HubSight> {
    const key = `${person.id} ${person.login} ${hub}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > clock.elapsed()) return known.sight;
    const entry: Kept = { sight: read(hub, person), until: Number.POSITIVE_INFINITY };
    kept.set(key, entry);
    try {
      const sight = await entry.sight;
      entry.until = clock.elapsed() + (sight === 'unsure' ? FAILURE_KEPT_MS : KEPT_MS);
    } catch (error) {
      entry.until = 0;
      throw error;
    }
    return entry.sight;
  }

  return async (person) => new Map(await Promise.all(registry.keys.map(async (hub) => [hub, await sightOf(hub, person)] as const)));
}
