import type { Clock } from '../queue/clock.ts';
import { type DossierKey, dossierKey, type HubKey, hubKey, readKey, repositoryNamed, type RepositoryRef } from '../words/key.ts';
import { createAging } from './aging.ts';
import type { HubRegistry } from './hub-registry.ts';
import type { Installations } from './installations.ts';
import { refusalOf } from './refusal.ts';

export interface FormerHubsPorts {
  readonly installations: Pick<Installations, 'repository'>;
  readonly hubs: Pick<HubRegistry, 'keys' | 'isHub'>;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** Names that hubs bore, as many as are remembered. */
const MAX_KEPT = 100;

const HOUR_MS = 3_600_000;

/**
 * A dossier by the name that its hub bears now: what the App signed before the hub was renamed names it as it was called then. GitHub follows a former name until another
 * repository takes it ("Renaming a repository"). Null where that is the name of no hub. Throws where GitHub does not say.
 */
export function createFormerHubs({ installations, hubs, clock }: FormerHubsPorts): (dossier: DossierKey) => Promise<DossierKey | null> {
  const names = createAging<HubKey, HubKey | null>(clock, MAX_KEPT);

  /** Each hub is asked with its own right, which shows that hub under any of its names, and no other private one. One that does not answer keeps none of the others from doing so. */
  async function follow(former: RepositoryRef): Promise<HubKey | null> {
    const unanswered: unknown[] = [];
    for (const hub of hubs.keys) {
      const seen = await seenFrom(hub, former).catch((error: unknown) => {
        unanswered.push(error);
        return null;
      });
      if (seen === hub) return hub;
    }
    if (unanswered.length > 0) throw unanswered[0];
    return null;
  }

  /** What bears that name, as a hub may see it; null where GitHub says that it may not. */
  async function seenFrom(hub: HubKey, { owner, repo }: RepositoryRef): Promise<HubKey | null> {
    try {
      const opened = await installations.repository(readKey(hub), 'read-hub');
      if (opened === null) return null;
      const { data } = await opened.octokit.rest.repos.get({ owner, repo });
      return hubKey(repositoryNamed(data.full_name));
    } catch (error) {
      refusalOf(error);
      return null;
    }
  }

  return async (dossier) => {
    const { number, owner, repo } = readKey(dossier);
    const former = { owner, repo };
    if (number === null || hubs.isHub(former)) return dossier;
    const age = (found: HubKey | null) => (found === null ? HOUR_MS : 24 * HOUR_MS);
    const now = await names.get(hubKey(former), age, () => follow(former));
    return now === null ? null : dossierKey(readKey(now), number);
  };
}
