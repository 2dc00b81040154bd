import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lane } from '../queue/lanes.ts';

const lanes = new AsyncLocalStorage<Lane>();

/** Does that work in a lane: the clients of GitHub that are made meanwhile carry it. */
export function inLane<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  return lanes.run(lane, work);
}

/** The lane of what is being done; what belongs to none is for people. */
export function laneNow(): Lane {
  return lanes.getStore() ?? 'people';
}
