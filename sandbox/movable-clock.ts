import { type Clock, systemClock } from '../src/queue/clock.ts';
import { shiftDate } from './shifted-date.ts';

/** The clock of a world: goes on by itself, and jumps when asked. */
export interface MovableClock extends Clock {
  /** Jumps forward and fires the timers that came due, in their order. */
  advance(milliseconds: number): void;
  /** Gives the process its real time back and drops the timers. */
  stop(): void;
}

interface Timer {
  /** Milliseconds of the clock's `elapsed`. */
  readonly at: number;
  readonly fire: () => void;
  cancel: () => void;
}

/** A clock that stands at `start`; GitHub, the App and the test all live by it, since it moves the `Date` of the process. */
export function startClock(start: Date): MovableClock {
  const date = shiftDate(start);
  let skipped = 0;
  const elapsed = () => performance.now() + skipped;
  const timers = new Set<Timer>();
  const arm = (timer: Timer) => {
    timer.cancel();
    timer.cancel = systemClock.setTimer(timer.at - elapsed(), () => {
      timers.delete(timer);
      timer.fire();
    });
  };
  return {
    now: () => new Date(),
    elapsed,
    setTimer: (afterMs, fire) => {
      const timer: Timer = { at: elapsed() + afterMs, fire, cancel: () => undefined };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        timer.cancel();
      };
    },
    advance: (milliseconds) => {
      date.advance(milliseconds);
      skipped += milliseconds;
      const due = [...timers].filter(({ at }) => at <= elapsed()).toSorted((one, other) => one.at - other.at);
      for (const timer of due) {
        timers.delete(timer);
        timer.cancel();
        timer.fire();
      }
      for (const timer of timers) arm(timer);
    },
    stop: () => {
      for (const timer of timers) timer.cancel();
      timers.clear();
      date.restore();
    },
  };
}
