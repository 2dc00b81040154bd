import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lane } from '../queue/lanes.ts';

/** Calls that write one after the other: the answers of a lane, or the signs that it was read. */
export type WritingLine = Lane | 'signs';

const lanes = new AsyncLocalStorage<{ readonly lane: Lane; readonly line: WritingLine }>();

/** Does that work in a lane: the clients of GitHub that are made meanwhile carry it. */
export function inLane<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  return lanes.run({ lane, line: lane }, work);
}

/** Writes a sign that something was read: no answer waits behind it, of which one leaves in a second. */
export function asSign<T>(work: () => Promise<T>): Promise<T> {
  return lanes.run({ lane: laneNow(), line: 'signs' }, work);
}

/** The lane of what is being done; what belongs to none is for people. */
export function laneNow(): Lane {
  return lanes.getStore()?.lane ?? 'people';
}

/** Behind what a writing of now goes. */
export function lineNow(): WritingLine {
  return lanes.getStore()?.line ?? 'people';
}
