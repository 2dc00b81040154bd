import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../queue/clock.ts';
import type { Handler } from './handler.ts';

/** Work that lets requests pass: it would have the same core. */
export interface AnswersFirst {
  /** The same handler, whose bursts are answered before any work begins. */
  readonly before: (handler: Handler) => Handler;
  /**
   * Resolves when work may have the core: one at a time, after what came meanwhile was answered, and once no burst is; at the latest after two seconds of it.
   */
  readonly turn: () => Promise<void>;
}

/** As many requests at once are an ordinary day; more are a burst. */
const ORDINARY = 8;
/** A burst comes in waves: it is over when there was no such crowd for so long. */
const CALM_MS = 25;
/** Work waits no longer than this, however many requests come. */
const LONGEST_MS = 2_000;

/** Requests come before work. Nothing is being answered yet. */
export function createAnswersFirst(clock: Pick<Clock, 'elapsed' | 'setTimer'>): AnswersFirst {
  let open = 0;
  let calmFrom = Number.NEGATIVE_INFINITY;
  let last = Promise.resolve();

  const isBurst = () => open > ORDINARY || clock.elapsed() < calmFrom;

  async function calm(latest: number): Promise<void> {
    await setImmediate();
    while (clock.elapsed() < latest && isBurst()) await new Promise<void>((resolve) => void clock.setTimer(CALM_MS, resolve));
  }

  return {
    before: (handler) => async (request, response) => {
      open += 1;
      try {
        return await handler(request, response);
      } finally {
        if (open > ORDINARY) calmFrom = clock.elapsed() + CALM_MS;
        open -= 1;
      }
    },
    turn: () => {
      const latest = clock.elapsed() + LONGEST_MS;
      last = last.then(() => calm(latest));
      return last;
    },
  };
}
