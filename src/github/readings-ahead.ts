import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import { alone, type SharedFacts } from '../queue/facts.ts';
import { type DossierKey, readDossierKey } from '../words/key.ts';
import { BoundedMap } from './bounded-map.ts';
import type { DossierRow } from './queries/dossier.ts';

/**
 * What was read of many dossiers at once, each kept for the look that comes next: used once, and only where nothing happened to the dossier since the reading began, nor did any
 * process look at it. */
export interface ReadingsAhead {
  /** A reading of many begins: what this returns keeps what it tells of each. */
  readonly begin: () => (key: DossierKey, row: DossierRow) => void;
  /** The reading of a dossier that is looked at now, so that none which is under way counts after it; null where there is none. */
  readonly take: (key: DossierKey) => DossierRow | null;
  /** Something happened to the dossier: a reading that began before may not have seen it. */
  readonly heard: (key: DossierKey) => void;
  /** How many wait for their look. */
  readonly waiting: () => number;
}

/** A reading that waits for longer is made again. */
const KEPT_MS = 60_000;
const MAX_KEPT = 500;
/** More dossiers than these are not touched while a reading is under way. */
const MAX_TOUCHED = 5_000;

interface Kept {
  readonly row: DossierRow;
  /** In milliseconds of the clock that nobody sets. */
  readonly until: number;
}

/** In memory: without it, each look reads by itself. What happens to a dossier is told to the other processes, which may have read it ahead. */
export function createReadingsAhead({ elapsed }: Pick<Clock, 'elapsed'>, facts: Pick<SharedFacts, 'open'> = alone): ReadingsAhead {
  const kept = new BoundedMap<DossierKey, Kept>(MAX_KEPT);
  const touched = new BoundedMap<DossierKey, number>(MAX_TOUCHED);
  let turn = 0;
  const tell = facts.open({
    kind: 'dossier touched',
    keptMs: 2 * KEPT_MS,
    schema: z.literal(true),
    hear: ({ subject }) => {
      const key = readDossierKey(subject);
      if (key !== null) touch(key);
    },
  });

  function touch(key: DossierKey): void {
    turn += 1;
    touched.set(key, turn);
    kept.delete(key);
  }

  function touchAndTell(key: DossierKey): void {
    touch(key);
    tell(key, true);
  }

  return {
    begin: () => {
      const begun = turn;
      return (key, row) => {
        if ((touched.get(key) ?? 0) <= begun) kept.set(key, { row, until: elapsed() + KEPT_MS });
      };
    },
    take: (key) => {
      const found = kept.get(key);
      touchAndTell(key);
      return found !== undefined && found.until > elapsed() ? found.row : null;
    },
    heard: touchAndTell,
    waiting: () => {
      for (const [key, { until }] of kept) if (until <= elapsed()) kept.delete(key);
      return kept.size;
    },
  };
}
