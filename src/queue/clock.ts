/** Time as the queue, the sweep and the shutdown see it; tests give one that they move by hand. */
export interface Clock {
  /** The machine's time, which somebody may set: for what is compared with instants that others tell. */
  now(): Date;
  /** Milliseconds from some start, which no setting of the machine's time changes: for all that waits. */
  elapsed(): number;
  /** Calls `fire` once, after that many milliseconds, never before this call returns. Gives back what cancels it. */
  setTimer(afterMs: number, fire: () => void): () => void;
}

/** When an instant comes, in milliseconds of `elapsed`, by the machine's time as it is set now. */
export function elapsedAt(clock: Pick<Clock, 'now' | 'elapsed'>, at: Date): number {
  return clock.elapsed() + at.getTime() - clock.now().getTime();
}

/** Node's timers count in 32 bits: a longer delay (24.8 days) would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The machine's clock. Timers may be as far away as one likes; they do not survive the process. */
export const systemClock: Clock = { now: () => new Date(), elapsed: () => performance.now(), setTimer: setSystemTimer };

function setSystemTimer(afterMs: number, fire: () => void): () => void {
  const end = performance.now() + afterMs;
  let timer: NodeJS.Timeout | null = null;
  const arm = () => {
    const delay = end - performance.now();
    timer = delay > LONGEST_DELAY_MS ? setTimeout(arm, LONGEST_DELAY_MS) : setTimeout(fire, Math.max(delay, 0));
  };
  arm();
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}
