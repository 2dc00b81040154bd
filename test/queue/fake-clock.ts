import type { Clock } from '../../src/queue/clock.ts';

/** Lets everything that is ready in the event loop happen; no time passes. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

export interface FakeClock extends Clock {
  /** Timers that are set. */
  pending(): number;
  /** Moves on, firing each timer at its own time and letting what it starts settle. */
  advance(ms: number): Promise<void>;
  /** Somebody sets the machine's time forward or back: no time passes. */
  jump(ms: number): void;
}

export const epoch = Date.UTC(2026, 0, 5, 9);

/** A clock that stands still until it is moved. */
export function fakeClock(): FakeClock {
  let now = 0;
  let setBy = 0;
  const timers = new Set<{ at: number; fire: () => void }>();
  const nextBefore = (end: number) => [...timers].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => new Date(epoch + setBy + now),
    elapsed: () => now,
    pending: () => timers.size,
    setTimer: (afterMs, fire) => {
      const timer = { at: now + afterMs, fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: async (ms) => {
      const end = now + ms;
      await settle();
      for (let timer = nextBefore(end); timer !== undefined; timer = nextBefore(end)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.fire();
        await settle();
      }
      now = end;
    },
    jump: (ms) => {
      setBy += ms;
    },
  };
}
