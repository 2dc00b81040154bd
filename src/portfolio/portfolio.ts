import { type DossierKey, hubKey, type HubKey, readKey } from '../words/key.ts';
import type { Entry } from './entry.ts';

/** What was last seen of every dossier, hub by hub: a cache, rebuilt by the first pass after a start. */
export interface Portfolio {
  /** What was just seen of a dossier, or why it could not be read: it takes the place of what was known. */
  keep(key: DossierKey, entry: Entry): void;
  /** The dossier is gone, or is none. */
  forget(key: DossierKey): void;
  /** Whether it was looked at, whatever came of it. */
  isKnown(key: DossierKey): boolean;
  /** Every entry of the hubs that `mayRead` names, by hub then by number. */
  entries(mayRead: (hub: HubKey) => boolean): readonly Entry[];
}

/** A portfolio in this process's memory. */
export function createPortfolio(): Portfolio {
  const byHub = new Map<HubKey, Map<number, Entry>>();
  const known = new Set<DossierKey>();
  const hubOf = (key: DossierKey): Map<number, Entry> => {
    const hub = hubKey(readKey(key));
    const dossiers = byHub.get(hub) ?? new Map<number, Entry>();
    byHub.set(hub, dossiers);
    return dossiers;
  };
  return {
    keep: (key, entry) => {
      known.add(key);
      hubOf(key).set(readKey(key).number ?? 0, entry);
    },
    forget: (key) => {
      known.add(key);
      hubOf(key).delete(readKey(key).number ?? 0);
    },
    isKnown: (key) => known.has(key),
    entries: (mayRead) =>
      [...byHub]
        .filter(([hub]) => mayRead(hub))
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .flatMap(([, dossiers]) => [...dossiers].toSorted(([left], [right]) => left - right).map(([, entry]) => entry)),
  };
}
