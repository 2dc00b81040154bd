import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { ReaderName } from './corpus.ts';

/** What a linear reader never needs, on the slowest machine; a quadratic one needs it early on. */
const DEADLINE_MS = 20_000;

const said = z.discriminatedUnion('about', [
  z.object({ about: z.literal('reading'), kind: z.string(), size: z.number() }),
  z.object({ about: z.literal('end') }),
]);

/** One thread for all that is read, since it takes a second to load the readers; another one after a reading that did not end. */
let thread: Worker | null = null;

/** Reads the corpus of a reader, each text at these parts of the longest length. Null when all were read; else a sentence that names the one whose reading did not end. One at a time. */
export async function trouble(reader: ReaderName, parts: readonly number[]): Promise<string | null> {
  const asked = (thread ??= new Worker(new URL('./thread.ts', import.meta.url)));
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  let begun = 'le chargement';
  const late = () => resolve(`${reader} : ${begun} n’a pas pris fin en ${DEADLINE_MS / 1_000} s`);
  let deadline = setTimeout(late, DEADLINE_MS);
  const heard = (message: unknown) => {
    const now = said.parse(message);
    if (now.about === 'end') return resolve(null);
    begun = `« ${now.kind} », ${now.size} caractères,`;
    clearTimeout(deadline);
    deadline = setTimeout(late, DEADLINE_MS);
  };
  const failed = (error: unknown) => reject(new Error(`${reader} : ${begun} lève`, { cause: error }));
  const gone = () => reject(new Error(`${reader} : ${begun} met fin au fil`));
  asked.on('message', heard).on('error', failed).on('exit', gone);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node has no origin
  asked.postMessage({ reader, parts });
  let isLeftWhole = false;
  try {
    const outcome = await promise;
    isLeftWhole = outcome === null;
    return outcome;
  } finally {
    clearTimeout(deadline);
    asked.off('message', heard).off('error', failed).off('exit', gone);
    if (!isLeftWhole) await endThread();
  }
}

/** Ends the thread, if there is one. */
export async function endThread(): Promise<void> {
  const ended = thread;
  thread = null;
  await ended?.terminate();
}
