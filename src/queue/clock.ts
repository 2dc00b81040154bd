/** Time as the queue, the sweep and the shutdown see it; tests give one that they move by hand. */
export interface Clock {
  now(): Date;
  /** Calls `fire` once, at `at` or as soon as possible when that is past, never before this call returns. Gives back what cancels it. */
  setTimer(at: Date, fire: () => void): () => void;
}

/** Node's timers count in 32 bits: a longer delay (24.8 days) would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The machine's clock. Timers may be as far away as one likes; they do not survive the process. */
export const systemClock: Clock = { now: () => new Date(), setTimer: setSystemTimer };

function setSystemTimer(at: Date, fire: () => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  const arm = () => {
    const delay = at.getTime() - Date.now();
    timer = delay > LONGEST_DELAY_MS ? setTimeout(arm, LONGEST_DELAY_MS) : setTimeout(fire, Math.max(delay, 0));
  };
  arm();
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}
