import type { Clock } from './clock.ts';

/** Calls `work`, which never rejects, again and again, so long after it ended. Gives back what stops that; a call that is under way ends by itself. */
export function repeat(clock: Pick<Clock, 'setTimer'>, ms: number, work: () => Promise<void>): () => void {
  let stopped = false;
  let cancel = () => {};
  const wait = () => {
    if (!stopped) cancel = clock.setTimer(ms, () => void turn());
  };
  const turn = async () => {
    await work();
    wait();
  };
  wait();
  return () => {
    stopped = true;
    cancel();
  };
}
