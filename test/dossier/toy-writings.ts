import type { Action, Written } from '../../src/apply/action.ts';
import { writtenKeys } from '../../src/apply/written-things.ts';
import type { Observation } from '../../src/dossier/observation.ts';
import type { WrittenKey, WrittenTimes } from '../../src/dossier/written-again.ts';

const DAY_MS = 86_400_000;

/** What the App wrote in a toy hub within a day of `now`, in milliseconds, as its processes know it in common. */
export function createToyWritings(now: () => number) {
  let kept: WrittenTimes = {};
  return {
    /** The way to write of one look, counted. */
    counting: (seen: Observation, perform: (action: Action) => Written) => {
      const done: Action[] = [];
      let noted: readonly WrittenKey[] = [];
      return (action: Action): Written => {
        const written = perform(action);
        if (written.kind === 'written' && written.writes > 0) done.push(action);
        const keys = writtenKeys(seen, done);
        const at = new Date(now()).toISOString();
        for (const key of keys.filter((one) => !noted.includes(one))) kept = { ...kept, [key]: [...(kept[key] ?? []), at] };
        noted = keys;
        return written;
      };
    },
    kept: () => kept,
    goBack: (before: WrittenTimes) => void (kept = before),
    written: (): WrittenTimes =>
      Object.fromEntries(Object.entries(kept).map(([key, times]) => [key, times.filter((at) => Date.parse(at) > now() - DAY_MS)])),
  };
}
