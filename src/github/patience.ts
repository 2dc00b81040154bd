import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../queue/clock.ts';
import type { StandAside } from '../queue/places.ts';

const runs = new AsyncLocalStorage<StandAside>();

/** GitHub answers in less; what takes longer may take ten seconds, and others must not wait for it. */
const PATIENCE_MS = 1_000;

/** Does that work as a run that may stand aside: the clients of GitHub that are made meanwhile know. */
export function ableToStandAside<T>(standAside: StandAside, work: () => Promise<T>): Promise<T> {
  return runs.run(standAside, work);
}

/** How the run of this moment waits for a call: beside the others, once it takes too long. */
export type Patience = <T>(call: Promise<T>) => Promise<T>;

/** The one of what is being done; what is no run waits where it stands. */
export function patienceNow(clock: Pick<Clock, 'setTimer'>): Patience {
  const standAside = runs.getStore();
  if (standAside === undefined) return (call) => call;
  return async (call) => {
    let comeBack = () => {};
    const cancel = clock.setTimer(PATIENCE_MS, () => {
      comeBack = standAside();
    });
    try {
      return await call;
    } finally {
      cancel();
      comeBack();
    }
  };
}
