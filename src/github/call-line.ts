import type { Clock } from '../queue/clock.ts';
import type { Lane } from '../queue/lanes.ts';
import { FRESH_MS } from './room.ts';

/** Calls that leave in the order in which they came. */
export interface CallLine {
  /** Makes the call in its turn; throws what it throws. */
  readonly pass: <Answer>(make: () => Promise<Answer>) => Promise<Answer>;
}

/** At the same time; one that hangs is not counted among them. */
const AT_ONCE = 10;
/** All together, those that hang included: GitHub takes a hundred ("Rate limits for the REST API", GitHub documentation). */
const MOST: Readonly<Record<Lane, number>> = { people: 70, sweep: 20 };

/** Nothing is on its way yet. */
export function createCallLine(clock: Pick<Clock, 'setTimer'>, lane: Lane): CallLine {
  const waiting: (() => void)[] = [];
  let [all, lively] = [0, 0];

  function letOut(): void {
    while (lively < AT_ONCE && all < MOST[lane]) {
      const next = waiting.shift();
      if (next === undefined) return;
      all += 1;
      lively += 1;
      next();
    }
  }

  return {
    pass: async (make) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        letOut();
      });
      let hangs = false;
      const rest = () => {
        hangs = true;
        lively -= 1;
        letOut();
      };
      const cancel = clock.setTimer(FRESH_MS, rest);
      try {
        return await make();
      } finally {
        cancel();
        all -= 1;
        if (!hangs) lively -= 1;
        letOut();
      }
    },
  };
}
