import type { Clock } from '../queue/clock.ts';
import type { HubThing } from '../render/hub-issue.ts';
import { againAt } from '../words/again-at.ts';
import { digest } from '../words/digest.ts';
import type { HubKey } from '../words/key.ts';
import type { WrittenTimes } from './written-times.ts';

/** What is written, and of which thing: the same words each time that it says the same. */
export interface Said {
  readonly thing: HubThing;
  readonly words: string;
}

/** Makes a write that says something, unless it was undone too often; gives its number of writes, 0 where it waits. */
export type Insist = (said: Said, write: () => Promise<number>) => Promise<number>;

/** How often the App writes again in a hub what somebody undoes: an automation would go on for ever. By what is written. */
export interface Insistence {
  readonly in: (hub: HubKey) => Insist;
  /** What is undone there again and again: written so often in a day that the next time waits, whichever process wrote it. */
  readonly undoneIn: (hub: HubKey) => readonly HubThing[];
}

/** Writes as often as it is asked. */
export const freely: Insist = (_, write) => write();

/** Times in a day that the same is written, before it waits an hour, then two, four…, twelve at the most: whoever tries a configuration out breaks and mends it a few times. */
const FREE_TIMES = 6;

/** Counts what is written in `times`. */
export function createInsistence(clock: Pick<Clock, 'now'>, times: WrittenTimes): Insistence {
  const freeAt = (hub: HubKey, key: string) =>
    againAt(
      (times.of(hub)[key] ?? []).map((at) => Date.parse(at)),
      FREE_TIMES,
    );

  return {
    in: (hub) => async (said, write) => {
      const key = keyOf(said);
      if (freeAt(hub, key) > clock.now().getTime()) return 0;
      const writes = await write();
      if (writes > 0) times.note(hub, [key]);
      return writes;
    },
    undoneIn: (hub) => {
      const often = Object.entries(times.of(hub)).filter(([, all]) => all.length >= FREE_TIMES);
      const things = often.flatMap(([key]) => readKey(key) ?? []);
      return [...new Map(things.map((thing) => [JSON.stringify(thing), thing])).values()];
    },
  };
}

function keyOf({ thing, words }: Said): string {
  return [thing.kind, digest(words), ...(thing.kind === 'label' ? [thing.name] : [])].join(' ');
}

/** Null for what an earlier version counted. */
function readKey(key: string): HubThing | null {
  const [kind, , ...name] = key.split(' ');
  if (kind === 'label' && name.length > 0) return { kind, name: name.join(' ') };
  return kind === 'configuration' || kind === 'dashboard' || kind === 'week' ? { kind } : null;
}
