import { z } from 'zod';
import type { Clock } from '../queue/clock.ts';
import { alone, type SharedFacts } from '../queue/facts.ts';
import type { DossierKey, HubKey } from '../words/key.ts';
import { MOST_TIMES } from '../dossier/written-again.ts';
import { BoundedMap } from './bounded-map.ts';

/**
 * When the App wrote each thing in a dossier, or in a hub, within a day, whichever process of it: what somebody undoes without end is written less and less often. In
 * memory, told to the other processes, and bounded; a process that is alone starts anew.
 */
export interface WrittenTimes {
  /** These were written now. */
  readonly note: (key: DossierKey | HubKey, things: readonly string[]) => void;
  /** By thing; ISO, the oldest first. */
  readonly of: (key: DossierKey | HubKey) => Readonly<Record<string, readonly string[]>>;
}

const DAY_MS = 86_400_000;
const MAX_PLACES = 5_000;

const toldSchema = z.record(z.string(), z.array(z.number()));

/** Nothing was written yet. */
export function createWrittenTimes(clock: Pick<Clock, 'now' | 'elapsed'>, facts: Pick<SharedFacts, 'open'> = alone): WrittenTimes {
  /** In milliseconds of the clock that nobody sets. */
  const places = new BoundedMap<string, Readonly<Record<string, readonly number[]>>>(MAX_PLACES);
  const tell = facts.open({
    kind: 'written',
    keptMs: DAY_MS,
    schema: toldSchema,
    hear: ({ subject, value, ageMs }) => {
      if (value !== null)
        places.set(
          subject,
          mapTimes(value, (age) => clock.elapsed() - ageMs - age),
        );
    },
  });

  function recent(key: string): Readonly<Record<string, readonly number[]>> {
    const since = clock.elapsed() - DAY_MS;
    const kept = Object.entries(places.get(key) ?? {}).map(([thing, times]) => [thing, times.filter((at) => at > since)] as const);
    return Object.fromEntries(kept.filter(([, times]) => times.length > 0));
  }

  return {
    note: (key, things) => {
      if (things.length === 0) return;
      const before = recent(key);
      const noted = things.map((thing) => [thing, [...(before[thing] ?? []), clock.elapsed()].slice(-MOST_TIMES)] as const);
      const after = { ...before, ...Object.fromEntries(noted) };
      places.set(key, after);
      tell(
        key,
        mapTimes(after, (at) => clock.elapsed() - at),
      );
    },
    of: (key) => mapTimes(recent(key), (at) => new Date(clock.now().getTime() - clock.elapsed() + at).toISOString()),
  };
}

function mapTimes<From, To>(times: Readonly<Record<string, readonly From[]>>, change: (time: From) => To): Record<string, To[]> {
  return Object.fromEntries(Object.entries(times).map(([thing, all]) => [thing, all.map(change)]));
}
