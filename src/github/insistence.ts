import type { Clock } from '../queue/clock.ts';
import { againAt } from '../words/again-at.ts';
import { digest } from '../words/digest.ts';
import type { HubKey } from '../words/key.ts';
import type { WrittenTimes } from './written-times.ts';

/** Makes a write that says `what`, in the same words each time that it says the same, unless it was undone too often; gives its number of writes, 0 where it waits. */
export type Insist = (what: string, write: () => Promise<number>) => Promise<number>;

/** How often the App writes again in a hub what somebody undoes: an automation would go on for ever. By what is written. */
export interface Insistence {
  readonly in: (hub: HubKey) => Insist;
  /** Whether something waits there. */
  readonly waitsIn: (hub: HubKey) => boolean;
}

/** Writes as often as it is asked. */
export const freely: Insist = (_, write) => write();

/** Times in a day that the same is written, before it waits an hour, then two, four…, twelve at the most: whoever tries a configuration out breaks and mends it a few times. */
const FREE_TIMES = 6;

/** Counts what is written in `times`. */
export function createInsistence(clock: Pick<Clock, 'now'>, times: WrittenTimes): Insistence {
  const freeAt = (hub: HubKey, thing: string) =>
    againAt(
      (times.of(hub)[thing] ?? []).map((at) => Date.parse(at)),
      FREE_TIMES,
    );
  const waits = (hub: HubKey, thing: string) => freeAt(hub, thing) > clock.now().getTime();
  /** What this process was asked for last and does not write now. */
  const waiting = new Map<HubKey, Set<string>>();

  return {
    in: (hub) => async (what, write) => {
      const thing = digest(what);
      const held = waiting.get(hub) ?? new Set<string>();
      waiting.set(hub, held);
      held.delete(thing);
      if (waits(hub, thing)) {
        held.add(thing);
        return 0;
      }
      const writes = await write();
      if (writes > 0) times.note(hub, [thing]);
      return writes;
    },
    waitsIn: (hub) => [...(waiting.get(hub) ?? [])].some((thing) => waits(hub, thing)),
  };
}
