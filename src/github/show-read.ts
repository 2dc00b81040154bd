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

/** What came of a work, and the comments that bear 👀 by it. */
export interface Shown<T> {
  readonly outcome: T;
  readonly shown: readonly number[];
}

/** The outcome of a work; where it lasts, who waits for more than ten seconds is shown by 👀 that their comment was read. What comes of the reaction changes nothing else. */
export async function showRead<T>({ waiting, clock, perform }: ShowRead, work: () => Promise<T>): Promise<Shown<T>> {
  const shown: Promise<readonly number[]>[] = [];
  const timers = waiting.slice(-MOST).map(({ id, updatedAt }) => {
    const left = Date.parse(updatedAt) + PATIENCE_MS - clock.now().getTime();
    const show = () => void shown.push(reactTo(id, perform));
    return clock.setTimer(Math.max(left, SHORTEST_MS), show);
  });
  try {
    const outcome = await work();
    for (const cancel of timers) cancel();
    return { outcome, shown: (await Promise.all(shown)).flat() };
  } finally {
    for (const cancel of timers) cancel();
    await Promise.all(shown);
  }
}

/** One whose answer was lost may be there: it is taken for shown. */
async function reactTo(comment: number, perform: ShowRead['perform']): Promise<readonly number[]> {
  try {
    const written = await perform({ verb: 'react', comment, content: 'eyes' });
    return written.kind === 'written' ? [comment] : [];
  } catch {
    return [comment];
  }
}
