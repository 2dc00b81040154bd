import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import type { SharedFacts } from '../queue/facts.ts';
import { type HubKey, hubKey, repositoryNamed, type RepositoryRef } from '../words/key.ts';

/** Which repository each hub is. */
export interface HubIds {
  /** Whether the repository of that id, which bears the name of a hub now, is the one that bore it first. */
  readonly isIt: (hub: HubKey, id: number) => boolean;
}

export interface HubIdsPorts {
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly facts: Pick<SharedFacts, 'open'>;
  readonly isHub: (repository: RepositoryRef) => boolean;
}

/** By then, a process that starts takes whatever bears the name: nobody saw the former one under it for so long. */
const KEPT_MS = 86_400_000;

/**
 * A hub is named by the operator, and a name that was given up can be taken by whoever may create a repository there: who may write in that one is not who decides
 * in the hub. The first that the processes saw under the name is the hub, until they stop, or a day where others go on.
 */
export function createHubIds({ clock, facts, isHub }: HubIdsPorts): HubIds {
  const ids = new Map<HubKey, number>();
  /** When the others were told last, by the clock that nobody sets. */
  const toldAt = new Map<HubKey, number>();
  const tell = facts.open({
    kind: 'hub id',
    keptMs: KEPT_MS,
    concerns: (subject) => isHub(repositoryNamed(subject)),
    schema: z.number(),
    hear: ({ subject, value }) => {
      const hub = hubKey(repositoryNamed(subject));
      if (value !== null && !ids.has(hub)) ids.set(hub, value);
    },
  });
  return {
    isIt: (hub, id) => {
      const known = ids.get(hub) ?? id;
      ids.set(hub, known);
      if (known === id && clock.elapsed() - (toldAt.get(hub) ?? Number.NEGATIVE_INFINITY) >= KEPT_MS / 4) {
        toldAt.set(hub, clock.elapsed());
        tell(hub, id);
      }
      return known === id;
    },
  };
}
