import type { Clock } from '../queue/clock.ts';
import type { Handler } from './handler.ts';

/** Work that waits while a burst of requests is being answered: it would have the same core. */
export interface AnswersFirst {
  /** The same handler, whose bursts are answered before any work begins. */
  readonly before: (handler: Handler) => Handler;
  /** Does the work, never on the caller's stack, once no burst is being answered; at the latest after two seconds. */
  readonly begin: (work: () => void) => void;
}

/** As many requests at once are an ordinary day; more are a burst. */
const ORDINARY = 8;
/** A burst comes in waves: it is over when there was no such crowd for so long. */
const CALM_MS = 10;
/** Work waits no longer than this, however many requests come. */
const LONGEST_MS = 2_000;

/** Requests come before work. Nothing is being answered yet. */
export function createAnswersFirst(clock: Pick<Clock, 'elapsed' | 'setTimer'>): AnswersFirst {
  let open = 0;
  let calmFrom = Number.NEGATIVE_INFINITY;

  function look(work: () => void, latest: number): void {
    const now = clock.elapsed();
    if (now >= latest || (open <= ORDINARY && now >= calmFrom)) work();
    else clock.setTimer(CALM_MS, () => look(work, latest));
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
    begin: (work) => queueMicrotask(() => look(work, clock.elapsed() + LONGEST_MS)),
  };
}
