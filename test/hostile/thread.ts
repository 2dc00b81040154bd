import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { corpus, longest, readerNames } from './corpus.ts';
import { readers } from './readers.ts';

const given = z.object({ reader: z.enum(readerNames), parts: z.array(z.number()) });

/** Reads every hostile text of one reader, at the sizes that are asked for, and says before each what it is about to read. */
const { reader, parts } = given.parse(workerData);
for (const { kind, text } of corpus.filter((one) => one.reader === reader)) {
  for (const size of parts.map((part) => Math.floor(longest[reader] / part))) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node has no origin
    parentPort?.postMessage({ kind, size });
    readers[reader](text(size));
  }
}
