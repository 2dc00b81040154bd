import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../queue/clock.ts';
import type { StandAside } from '../queue/places.ts';

const runs = new AsyncLocalStorage<{ readonly standAside: StandAside; readonly clock: Pick<Clock, 'setTimer'> }>();

/** GitHub answers in less; what takes longer may take ten seconds, and others must not wait for it. */
const PATIENCE_MS = 1_000;

/** Does that work as a run that may stand aside: the clients of GitHub that are made meanwhile know. */
export function ableToStandAside<T>(standAside: StandAside, clock: Pick<Clock, 'setTimer'>, work: () => Promise<T>): Promise<T> {
  return runs.run({ standAside, clock }, work);
}

/** How the run of this moment waits for a call, or for anything else that is not its own doing: beside the others, once it takes too long. */
export type Patience = <T>(call: Promise<T>) => Promise<T>;

/** The one of what is being done; what is no run waits where it stands. */
export function patienceNow(): Patience {
  const run = runs.getStore();
  if (run === undefined) return (call) => call;
  const { standAside, clock } = run;
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
