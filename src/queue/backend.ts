import { alone, type SharedFacts } from './facts.ts';
import { createMemoryQueue } from './memory-queue.ts';
import type { QueueOptions, WorkQueue } from './work-queue.ts';

/** The sweep of the hubs, which is one process's at a time. */
export interface SweepTurn {
  /** Whether this process sweeps now, `everyMs` after the last sweep of any. Whoever took the turn and does not say `done` within two minutes loses it. */
  readonly take: (everyMs: number) => Promise<boolean>;
  readonly done: () => Promise<void>;
}

/** Where the queue is kept. */
export interface QueueBackend {
  readonly createQueue: <K extends string>(options: QueueOptions<K>) => WorkQueue<K>;
  readonly sweepTurn: SweepTurn;
  /** What the processes know in common. */
  readonly facts: SharedFacts;
  /** What other processes have otherwise than this one and somebody should mend, in a few words of English for operators. */
  readonly notices: () => readonly string[];
  /** After the queue was drained. */
  readonly close: () => Promise<void>;
}

/** In the memory of the one process that there is. */
export const memoryBackend: QueueBackend = {
  createQueue: createMemoryQueue,
  sweepTurn: { take: () => Promise.resolve(true), done: () => Promise.resolve() },
  facts: alone,
  notices: () => [],
  close: () => Promise.resolve(),
};
