import type { Action, Written } from '../apply/action.ts';
import type { Comment } from '../dossier/observation.ts';
import type { Clock } from '../queue/clock.ts';

/** How long somebody waits for an answer before a reaction says that they were read. */
const PATIENCE_MS = 10_000;
/** What is answered at once needs no other sign, however long it waited. */
const SHORTEST_MS = 1_000;
/** Comments that are shown so, at the most: the last ones. */
const MOST = 5;

export interface ShowRead {
  /** Whose commands are not answered yet. */
  readonly waiting: readonly Comment[];
  readonly clock: Pick<Clock, 'now' | 'setTimer'>;
  readonly perform: (action: Action) => Promise<Written>;
}

/** The outcome of a work; where it lasts, who waits for more than ten seconds is shown by 👀 that their comment was read. What comes of the reaction changes nothing. */
export async function showRead<T>({ waiting, clock, perform }: ShowRead, work: () => Promise<T>): Promise<T> {
  const shown: Promise<unknown>[] = [];
  const timers = waiting.slice(-MOST).map(({ id, updatedAt }) => {
    const left = Date.parse(updatedAt) + PATIENCE_MS - clock.now().getTime();
    const show = () => void shown.push(perform({ verb: 'react', comment: id, content: 'eyes' }).catch(() => null));
    return clock.setTimer(Math.max(left, SHORTEST_MS), show);
  });
  try {
    return await work();
  } finally {
    for (const cancel of timers) cancel();
    await Promise.all(shown);
  }
}
