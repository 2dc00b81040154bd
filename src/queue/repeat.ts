import type { Clock } from './clock.ts';

/** Calls `work`, which never rejects, again and again, so long after it ended. Gives back what stops that; a call that is under way ends by itself. */
export function repeat(clock: Pick<Clock, 'setTimer'>, ms: number, work: () => Promise<void>): () => void {
  let stopped = false;
  let cancel = () => {};
  const next = () => {
    if (stopped) return;
    cancel = clock.setTimer(ms, () => void work().then(next));
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
}
