import type { TeamReach } from '../dossier/observation.ts';
import type { Clock } from '../queue/clock.ts';
import { hubKey } from '../words/key.ts';
import { createAging } from './aging.ts';
import type { HubAccess } from './octokit.ts';
import { readTeamReach } from './read-team-reach.ts';

/** Whether the names of teams notify them, in each hub: what one comment told holds for those of the other dossiers, since it hangs on the team and on the hub. */
export interface TeamReaches {
  /** Reads that comment of the App where nothing younger is known. Throws as `readTeamReach` does. */
  readonly of: (hub: HubAccess, team: string, comment: string) => Promise<TeamReach>;
}

const MINUTE_MS = 60_000;
/** No event tells of a team that is hidden, nor of one that may be seen again: the members named in its place are soon asked for anew. A comment that is gone tells nothing. */
const KEPT_MS = { reached: 60 * MINUTE_MS, unreached: 10 * MINUTE_MS, unknown: 0 } as const satisfies Record<TeamReach['kind'], number>;
/** A hub has one team, and a server few hubs. */
const MAX_KEPT = 1_000;

/** Nothing is known yet. */
export function createTeamReaches(clock: Pick<Clock, 'elapsed'>): TeamReaches {
  const known = createAging<string, TeamReach>(clock, MAX_KEPT);
  return {
    of: (access, team, comment) =>
      known.get(
        `${hubKey(access.hub)} ${team.toLowerCase()}`,
        ({ kind }) => KEPT_MS[kind],
        () => readTeamReach(access, team, comment),
      ),
  };
}
