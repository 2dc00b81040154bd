import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lane } from '../queue/lanes.ts';
import { inLane } from './lane.ts';

/** A look that is under way, as those know it that may not all try the same thing. */
export interface RunNow {
  /** What it looks at; null for what no queue asked for. */
  readonly key: string | null;
  readonly lane: Lane;
  /** How many looks at the same thing an outage ended before it, in a row. */
  readonly outages: number;
}

const runs = new AsyncLocalStorage<RunNow>();
const noRun: RunNow = { key: null, lane: 'people', outages: 0 };

/** Does that work as a run, in its lane: the clients of GitHub that are made meanwhile know. */
export function asRun<T>(run: RunNow, work: () => Promise<T>): Promise<T> {
  return runs.run(run, () => inLane(run.lane, work));
}

/** The run of what is being done; what is none is one with all that is none. */
export function runNow(): RunNow {
  return runs.getStore() ?? noRun;
}

/** Whether what is being done repeats what an outage ended. */
export function isTriedAgain(): boolean {
  return runNow().outages > 0;
}
