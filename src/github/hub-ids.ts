import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import type { SharedFacts } from '../queue/facts.ts';
import { type HubKey, hubKey, repositoryNamed } from '../words/key.ts';
import type { Repository } from './octokit.ts';

/** Which repository each hub is. */
export interface HubIds {
  /** Whether the repository of that id, which bears the name of a hub now, is the one that bore it first. */
  readonly isIt: (hub: HubKey, id: number) => boolean;
  /** The same of a repository under a hub's name, asked of GitHub. Rejects where GitHub does not say. */
  readonly isItself: (hub: Repository) => Promise<boolean>;
}

export interface HubIdsPorts {
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly facts: Pick<SharedFacts, 'open'>;
  /** The operator's, `owner/repo`. */
  readonly hubs: readonly string[];
}

/** What was read under the name of a hub is another repository's. */
export class HubNameTaken extends Error {
  override readonly name = 'HubNameTaken';
}

/** By then, a process that starts takes whatever bears the name: nobody saw the former one under it for so long. A start without the hub in HUBS forgets it at once. */
const KEPT_MS = 86_400_000;

/**
 * A hub is named by the operator, and a name that was given up can be taken by whoever may create a repository there: who may write in that one is not who decides
 * in the hub, nor who sees its dossiers. The first that the processes saw under the name is the hub: a process that is alone forgets it as it stops, those that
 * share a queue after a day, or once one of them starts without it in HUBS.
 */
export function createHubIds({ clock, facts, hubs }: HubIdsPorts): HubIds {
  const keys = hubs.map((name) => hubKey(repositoryNamed(name)));
  const ids = new Map<HubKey, number>();
  /** When the others were told last, by the clock that nobody sets. */
  const toldAt = new Map<HubKey, number>();
  const tell = facts.open({
    kind: 'hub id',
    keptMs: KEPT_MS,
    concerns: (subject) => keys.includes(hubKey(repositoryNamed(subject))),
    schema: z.number(),
    hear: ({ subject, value }) => {
      const hub = hubKey(repositoryNamed(subject));
      if (value !== null && !ids.has(hub)) ids.set(hub, value);
    },
  });

  function isIt(hub: HubKey, id: number): boolean {
    const known = ids.get(hub) ?? id;
    ids.set(hub, known);
    if (known === id && clock.elapsed() - (toldAt.get(hub) ?? Number.NEGATIVE_INFINITY) >= KEPT_MS / 4) {
      toldAt.set(hub, clock.elapsed());
      tell(hub, id);
    }
    return known === id;
  }

  return {
    isIt,
    isItself: async ({ octokit, owner, repo }) => isIt(hubKey({ owner, repo }), (await octokit.rest.repos.get({ owner, repo })).data.id),
  };
}
