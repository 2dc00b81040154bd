import { z } from 'zod';
import type { Frozen } from '../../words/frozen.ts';

/** A commit of which something was not judged for want of time: when it was read last, and how many times it was so. */
export const hurrySchema = z.object({ at: z.string(), times: z.number() });
export type Hurry = Frozen<z.infer<typeof hurrySchema>>;

const MINUTE_MS = 60_000;
/** A loaded machine is soon less so; what never ends there costs no more than a reading a day. */
const WAITS_MS: readonly number[] = [10, 60, 6 * 60].map((minutes) => minutes * MINUTE_MS);
const LAST_WAIT_MS = 24 * 60 * MINUTE_MS;

/** A commit that was read at that instant, and was hurried as before. */
export function hurriedAgain(former: Hurry | null, at: string): Hurry {
  return { at, times: (former?.times ?? 0) + 1 };
}

/** When it is read again: each time a longer wait, a day at most. */
export function readAgainAt({ at, times }: Hurry): string {
  return new Date(Date.parse(at) + (WAITS_MS[times - 1] ?? LAST_WAIT_MS)).toISOString();
}

/** True once it is to be read again. */
export function isHurryOver(hurry: Hurry, now: string): boolean {
  return Date.parse(readAgainAt(hurry)) <= Date.parse(now);
}
