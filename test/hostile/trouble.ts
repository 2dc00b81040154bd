import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { ReaderName } from './corpus.ts';

/** What a linear reader never needs, on the slowest machine; a quadratic one needs it early on. */
const DEADLINE_MS = 20_000;

const step = z.object({ kind: z.string(), size: z.number() });

/** Reads the corpus of a reader, each text at these parts of the longest length. Null when all were read; else a sentence that names the one whose reading did not end. */
export async function trouble(reader: ReaderName, parts: readonly number[]): Promise<string | null> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { reader, parts } });
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  let begun = 'le chargement';
  const late = () => resolve(`${reader} : ${begun} n’a pas pris fin en ${DEADLINE_MS / 1_000} s`);
  let deadline = setTimeout(late, DEADLINE_MS);
  thread.on('message', (message) => {
    const { kind, size } = step.parse(message);
    begun = `« ${kind} », ${size} caractères,`;
    clearTimeout(deadline);
    deadline = setTimeout(late, DEADLINE_MS);
  });
  thread.on('error', (error) => reject(new Error(`${reader} : ${begun} lève`, { cause: error })));
  thread.on('exit', () => resolve(null));
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
}
