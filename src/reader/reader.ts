import { clearTimeout, setTimeout } from 'node:timers';
import { Worker } from 'node:worker_threads';
import type { Input, JobName, Output } from './jobs.ts';
import type { Answer, Request } from './thread.ts';

/** What was read, or why not, in French; `late`: on a machine less loaded, it may have been. */
export type Outcome<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'unreadable'; readonly because: string; readonly late: boolean };

/** Reads what strangers wrote, in a thread of its own: whatever it holds, the rest of the process goes on. */
export interface Reader {
  /** Rejects only for a mistake of ours. One reading at a time, in the order asked. */
  readonly read: <Name extends JobName>(job: Name, input: Input<Name>) => Promise<Outcome<Output<Name>>>;
  /** Ends the thread, if there is one. */
  readonly close: () => Promise<void>;
}

export interface ReaderLimits {
  /** A reading that lasts longer never ends, as far as anybody can tell. */
  readonly deadlineMs: number;
  /** The thread ends when nothing was asked for so long: it weighs tens of MB. */
  readonly idleMs: number;
  /** Of the thread's heap. */
  readonly memoryMb: number;
}

/** A reader whose thread starts at the first reading, ends when nothing is asked, and is replaced when a reading passes its deadline or its memory. */
export function createReader({ deadlineMs, idleMs, memoryMb }: ReaderLimits): Reader {
  let thread: Worker | null = null;
  let rest: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const late = `sa lecture n’a pas pris fin en ${deadlineMs / 1_000} s`;

  function forget(ended: Worker): void {
    if (thread === ended) thread = null;
  }

  function start(): Worker {
    const started = new Worker(new URL('./thread.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    // Also where nobody is waiting for an answer: an error event without a listener ends the process.
    started.on('error', () => forget(started));
    started.on('exit', () => forget(started));
    return started;
  }

  async function close(): Promise<void> {
    clearTimeout(rest);
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }

  function once<Name extends JobName>(request: Request<Name>): Promise<Outcome<Output<Name>>> {
    clearTimeout(rest);
    const worker = (thread ??= start());
    worker.ref();
    let deadline: NodeJS.Timeout | undefined;
    const { promise, resolve, reject } = Promise.withResolvers<Outcome<Output<Name>>>();
    const answered = (answer: Answer) => {
      // An answer that came while this thread was busy is taken before the deadline counts.
      if (answer.kind === 'begun')
        deadline = setTimeout(() => setImmediate(() => resolve({ kind: 'unreadable', because: late, late: true })), deadlineMs);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread runs the function of that name, and nothing else
      else resolve({ kind: 'read', value: answer.value as Output<Name> });
    };
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve({ kind: 'unreadable', because: 'sa lecture demande trop de mémoire', late: false });
      else reject(error);
    };
    const gone = () => reject(new Error('the thread ended before it answered'));
    worker.on('message', answered).on('error', failed).on('exit', gone);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node has no origin
    worker.postMessage(request);
    return promise.finally(() => {
      clearTimeout(deadline);
      worker.off('message', answered).off('error', failed).off('exit', gone);
    });
  }

  async function inTurn<Name extends JobName>(request: Request<Name>): Promise<Outcome<Output<Name>>> {
    const outcome = await once(request);
    if (outcome.kind === 'unreadable') await close();
    thread?.unref();
    rest = setTimeout(() => void close(), idleMs).unref();
    return outcome;
  }

  return {
    read: (job, input) => {
      const reading = turn.then(() => inTurn({ job, input }));
      turn = reading.catch(() => undefined);
      return reading;
    },
    close,
  };
}

/** The reader of this process: one thread, whoever asks. */
export const strangers = createReader({ deadlineMs: 5_000, idleMs: 60_000, memoryMb: 512 });
