import type { Clock } from '../queue/clock.ts';
import { BoundedMap } from './bounded-map.ts';
import { awaitShared } from './await-shared.ts';
import { patienceNow } from './patience.ts';

/** Values that were read once, each with its age: whoever asks says how old it may be. Those that are asked for together are read together. */
export interface Aging<K, V> {
  /** The value, read where none is known that is younger than that. `maxAgeMs` may depend on the value. Rejects, and keeps nothing, where reading does. */
  readonly get: (key: K, maxAgeMs: (value: V) => number, read: () => Promise<V>) => Promise<V>;
  readonly forget: (matches: (key: K) => boolean) => void;
}

interface Aged<V> {
  readonly at: number;
  readonly value: Promise<V>;
}

/** In memory; beyond `size` values, those asked for longest ago go. */
export function createAging<K, V>(clock: Pick<Clock, 'elapsed'>, size: number): Aging<K, V> {
  const all = new BoundedMap<K, Aged<V>>(size);

  function read(key: K, reading: () => Promise<V>): Promise<V> {
    const value: Promise<V> = reading().catch((error: unknown) => {
      if (all.get(key)?.value === value) all.delete(key);
      throw error;
    });
    all.set(key, { at: clock.elapsed(), value });
    // What it reads may wait for others itself: for the thread that reads strangers' texts, for Helm.
    return patienceNow()(value);
  }

  async function get(key: K, maxAgeMs: (value: V) => number, reading: () => Promise<V>): Promise<V> {
    const known = all.get(key);
    if (known === undefined) return read(key, reading);
    // The one that was asked for last goes last.
    all.set(key, known);
    const value = await awaitShared(known.value, () => get(key, maxAgeMs, reading));
    if (clock.elapsed() - known.at < maxAgeMs(value)) return value;
    // Somebody else who found it too old may have begun to read.
    return all.get(key) === known ? read(key, reading) : get(key, maxAgeMs, reading);
  }

  return {
    get,
    forget: (matches) => {
      for (const key of all.keys()) if (matches(key)) all.delete(key);
    },
  };
}
