import type { Clock } from '../queue/clock.ts';
import type { HubKey, RepositoryKey } from '../words/key.ts';
import { BoundedMap } from './bounded-map.ts';

/** What was last read of repositories, each for the question that was asked. */
export interface KeptReadings<K extends RepositoryKey | HubKey, V> {
  /** The reading for that question, where it is younger than it may be; null otherwise. */
  readonly get: (repository: K, question: string, maxAgeMs: (reading: V) => number) => V | null;
  /** A reading begins: what this returns keeps its outcome, unless something happened there meanwhile, which it may not have seen. */
  readonly begin: (repository: K, question: string) => (reading: V) => void;
  /** All that is known, of any age. */
  readonly all: () => readonly (readonly [K, V])[];
  /** Something happened there: what is known counts no more, nor what is being read. */
  readonly forget: (repository: K) => void;
}

/** In memory; beyond `size` repositories, those read longest ago are read again. Of readings that go on together, the one that began last is kept. */
export function createKeptReadings<K extends RepositoryKey | HubKey, V>(clock: Pick<Clock, 'elapsed'>, size: number): KeptReadings<K, V> {
  const all = new BoundedMap<K, { readonly at: number; readonly question: string; readonly reading: V }>(size);
  const begun = new BoundedMap<K, object>(size);

  return {
    get: (repository, question, maxAgeMs) => {
      const known = all.get(repository);
      return known?.question === question && clock.elapsed() - known.at < maxAgeMs(known.reading) ? known.reading : null;
    },
    begin: (repository, question) => {
      const own = {};
      begun.set(repository, own);
      return (reading) => {
        if (begun.get(repository) !== own) return;
        begun.delete(repository);
        all.set(repository, { at: clock.elapsed(), question, reading });
      };
    },
    all: () => [...all].map(([repository, { reading }]) => [repository, reading] as const),
    forget: (repository) => {
      all.delete(repository);
      begun.delete(repository);
    },
  };
}
