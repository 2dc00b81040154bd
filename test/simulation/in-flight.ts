import { setImmediate } from 'node:timers';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** What this process does that no virtual timer stands for: time may move only while there is none of it. */
export interface InFlight {
  /** Counts a work until it has ended. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once nothing is under way, and all that this led to is under way no more. */
  quiet(): Promise<void>;
  /** Stops watching the process. */
  stop(): void;
}

/** Turns of the event loop that a thread, or the network of this machine, gets before the processor is left to it. */
const BUSY_TURNS = 200;

/** Turns of the event loop without anything under way after which nothing more comes by itself: a stream, a promise of Node's own takes one or two. */
const CALM_TURNS = 4;

/** Work that lets requests pass asks for one turn after the other: a page of dossiers, for fifty. */
const isTurnAsked = () => process.getActiveResourcesInfo().filter((name) => name === 'Immediate').length > watching;

/** Turns that those who wait for quiet ask for, all together: they must not wait for each other. */
let watching = 0;

async function nextTurn(): Promise<void> {
  watching += 1;
  await new Promise<void>((resolve) => void setImmediate(resolve));
  watching -= 1;
}

/** Watches what Node does beside the event loop: signatures of the web's cryptography, and the threads that read strangers' texts. */
export function watchProcess(): InFlight {
  let count = 0;
  const begin = () => {
    count += 1;
  };
  const end = () => {
    count -= 1;
  };
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    begin();
    try {
      return await work();
    } finally {
      end();
    }
  };
  const undo = [watchCryptography(during), watchThreads({ begin, end })];
  return {
    during,
    quiet: async () => {
      let calm = 0;
      for (let turns = 0; calm < CALM_TURNS; turns += 1) {
        await (turns > BUSY_TURNS && count > 0 ? wait(1) : nextTurn());
        calm = count === 0 && !isTurnAsked() ? calm + 1 : 0;
      }
    },
    stop: () => {
      for (const step of undo) step();
    },
  };
}

function watchCryptography(during: InFlight['during']): () => void {
  const { subtle } = globalThis.crypto;
  const counted = (name: 'sign' | 'importKey') => {
    const work: unknown = Reflect.get(subtle, name);
    if (typeof work !== 'function') throw new TypeError(`no ${name}`);
    const value = (...given: unknown[]) => during(() => Promise.resolve(Reflect.apply(work, subtle, given)));
    Object.defineProperty(subtle, name, { value, configurable: true });
    return () => void Reflect.deleteProperty(subtle, name);
  };
  const undo = [counted('sign'), counted('importKey')];
  return () => {
    for (const step of undo) step();
  };
}

/** A thread of the reader gives one answer of kind `read` to each message, or ends. */
function watchThreads({ begin, end }: { begin: () => void; end: () => void }): () => void {
  const post: unknown = Reflect.get(Worker.prototype, 'postMessage');
  if (typeof post !== 'function') throw new TypeError('no postMessage');
  const value = function counted(this: Worker, ...given: unknown[]): void {
    begin();
    const ended = () => {
      this.off('message', answered);
      this.off('exit', ended);
      end();
    };
    const answered = (answer: unknown) => {
      if (typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'read') ended();
    };
    this.on('message', answered).on('exit', ended);
    Reflect.apply(post, this, given);
  };
  Object.defineProperty(Worker.prototype, 'postMessage', { value, configurable: true, writable: true });
  return () => void Object.defineProperty(Worker.prototype, 'postMessage', { value: post, configurable: true, writable: true });
}
