import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { corpus, longest, readerNames } from './corpus.ts';
import { readers } from './readers.ts';

const given = z.object({ reader: z.enum(readerNames) });

/** Reads every hostile text of one reader, in growing sizes, and says before each what it is about to read. */
const { reader } = given.parse(workerData);
for (const { kind, text } of corpus.filter((one) => one.reader === reader)) {
  for (const size of [8, 2, 1].map((part) => Math.floor(longest[reader] / part))) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node has no origin
    parentPort?.postMessage({ kind, size });
    readers[reader](text(size));
  }
}
