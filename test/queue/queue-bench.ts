import type { Clock } from '../../src/queue/clock.ts';
import { createMemoryQueue } from '../../src/queue/memory-queue.ts';
import { done, type Result } from '../../src/queue/result.ts';
import type { Begun, QueueOptions, Run, SetAside, WorkQueue } from '../../src/queue/work-queue.ts';
import { fakeClock, type FakeClock, settle } from './fake-clock.ts';

/** An error that says when the server allows another call. */
export class Limited extends Error {
  readonly until: Date;
  constructor(until: Date) {
    super('limited');
    this.until = until;
  }
}

/** An error that says when the server may be there again. */
export class Unavailable extends Error {
  readonly until: Date;
  constructor(until: Date) {
    super('unavailable');
    this.until = until;
  }
}

/** An error that says nothing of when the server is there again. */
export class Outage extends Error {
  override readonly name = 'Outage';
}

interface Started {
  readonly key: string;
  readonly causes: readonly string[];
  readonly correlationId: string;
  readonly lane: Begun['lane'];
  readonly outages: number;
  /** Milliseconds on the fake clock. */
  readonly at: number;
  readonly end: (result?: Result) => void;
  readonly fail: (error: unknown) => void;
  /** As a run that waits for somebody else. */
  readonly standAside: Begun['standAside'];
}

/** A queue whose answers nobody waits for, so that several things are asked in one go; one that rejects fails the test. */
export interface AskedQueue extends Pick<WorkQueue<string>, 'stats' | 'drain'> {
  add(key: string, cause: string): void;
  offer(key: string, cause: string): void;
  wake(matches: (key: string) => boolean, cause: string): void;
  addAt(key: string, at: Date): void;
}

/** That view of a queue. */
export function asked(queue: WorkQueue<string>): AskedQueue {
  return {
    add: (key, cause) => void queue.add(key, cause),
    offer: (key, cause) => void queue.offer(key, cause),
    wake: (matches, cause) => void queue.wake(matches, cause),
    addAt: (key, at) => void queue.addAt(key, at),
    stats: () => queue.stats(),
    drain: () => queue.drain(),
  };
}

/** A queue under test: every run that started stays open until the test ends it. */
export interface QueueBench {
  readonly queue: AskedQueue;
  /** The same with its promises. */
  readonly promising: WorkQueue<string>;
  readonly clock: FakeClock;
  readonly started: Started[];
  readonly runs: Run<string>[];
  readonly setAside: SetAside<string>[];
  /** The last run that started; throws when there is none. */
  readonly last: () => Started;
  /** `key@time` of each run that started. */
  readonly trace: () => string[];
}

/** What a queue under test did. */
export type Recorded = Omit<QueueBench, 'queue' | 'promising' | 'clock'>;

/**
 * What a queue is made with, and what it does then: a backoff of 10 s, 20 s… and setting aside at the third failure; a minute after an outage, two, up to four; set aside, a key is offered a try at once,
 * then after a minute, two… The hub of a key is what stands before its `#`.
 */
export function recorded(clock: Clock, change: Partial<QueueOptions<string>> = {}): { options: QueueOptions<string>; record: Recorded } {
  const started: Started[] = [];
  const runs: Run<string>[] = [];
  const setAside: SetAside<string>[] = [];
  const begun = clock.elapsed();
  const options: QueueOptions<string> = {
    reconcile: (key, context) =>
      new Promise<Result>((resolve, reject) => {
        started.push({ key, ...context, at: clock.elapsed() - begun, end: (result = done) => resolve(result), fail: reject });
      }),
    hubOf: (key) => key.split('#', 1)[0] ?? key,
    clock,
    concurrency: 4,
    maxFailures: 3,
    setAsideFor: (times) => (times - 1) * 60_000,
    backoff: (failures) => failures * 10_000,
    retryAtOf: (error) => (error instanceof Limited || error instanceof Unavailable ? error.until : null),
    isLimit: (error) => error instanceof Limited,
    outageOf: (error) => (error instanceof Outage ? error.message : null),
    outageWait: (outages) => Math.min(4, outages) * 60_000,
    setAside: (key) => {
      setAside.push(key);
      return Promise.resolve();
    },
    observe: (run) => runs.push(run),
    ...change,
  };
  const last = () => {
    const run = started.at(-1);
    if (run === undefined) throw new Error('no run started');
    return run;
  };
  return { options, record: { started, runs, setAside, last, trace: () => started.map(({ key, at }) => `${key}@${at}`) } };
}

/** A memory queue on a fake clock. */
export function aQueue(change: Partial<QueueOptions<string>> = {}): QueueBench {
  const clock = fakeClock();
  const { options, record } = recorded(clock, change);
  const queue = createMemoryQueue<string>(options);
  return { queue: asked(queue), promising: queue, clock, ...record };
}

/** The last run fails so many times, once its wait is over. */
export async function failTimes(bench: QueueBench, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await bench.clock.advance(60_000);
    bench.last().fail(new Error(`panne ${time}`));
  }
  await settle();
}
