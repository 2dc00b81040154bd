import type { Clock } from '../queue/clock.ts';
import { digest } from '../words/digest.ts';
import type { HubKey } from '../words/key.ts';
import { BoundedMap } from './bounded-map.ts';

/** Makes a write that says `what`, in the same words each time that it says the same, unless it was undone too often; gives its number of writes, 0 where it waits. */
export type Insist = (what: string, write: () => Promise<number>) => Promise<number>;

/** How often the App writes again in a hub what somebody undoes: an automation would go on for ever. In memory, by what is written. */
export interface Insistence {
  readonly in: (hub: HubKey) => Insist;
  /** Whether something waits there. */
  readonly waitsIn: (hub: HubKey) => boolean;
}

/** Writes as often as it is asked. */
export const freely: Insist = (_, write) => write();

/** Times in a day that the same is written, before it waits an hour, then two, four…: whoever tries a configuration out breaks and mends it a few times. */
const FREE_TIMES = 6;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_KNOWN = 10_000;

/** Nothing was written yet. */
export function createInsistence(clock: Pick<Clock, 'elapsed'>): Insistence {
  /** When each was written in the last day. */
  const written = new BoundedMap<string, readonly number[]>(MAX_KNOWN);
  const waiting = new Map<HubKey, Map<string, number>>();

  function freeAt(key: string): number {
    const times = (written.get(key) ?? []).filter((at) => at > clock.elapsed() - DAY_MS);
    const excess = times.length - FREE_TIMES;
    return excess < 0 ? 0 : (times.at(-1) ?? 0) + HOUR_MS * 2 ** excess;
  }

  return {
    in: (hub) => async (what, write) => {
      const key = `${hub} ${digest(what)}`;
      const at = freeAt(key);
      const held = waiting.get(hub) ?? new Map<string, number>();
      waiting.set(hub, held);
      held.delete(key);
      if (at > clock.elapsed()) {
        held.set(key, at);
        return 0;
      }
      const writes = await write();
      if (writes > 0) written.set(key, [...(written.get(key) ?? []).filter((one) => one > clock.elapsed() - DAY_MS), clock.elapsed()]);
      return writes;
    },
    waitsIn: (hub) => [...(waiting.get(hub)?.values() ?? [])].some((at) => at > clock.elapsed()),
  };
}
