import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readerNames } from './corpus.ts';

/** What a linear reader never needs, on the slowest machine; a quadratic one needs it early on. */
const DEADLINE_MS = 20_000;

const step = z.object({ kind: z.string(), size: z.number() });

/** Null when every text of the corpus was read; else a sentence that names the one whose reading did not end. */
async function trouble(reader: string): Promise<string | null> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { reader } });
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

it.each(readerNames)(
  'tout ce qu’un inconnu peut écrire est lu en temps borné : %s',
  async (reader) => {
    expect(await trouble(reader)).toBeNull();
  },
  300_000,
);
