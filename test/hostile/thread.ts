import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { corpus, longest, readerNames } from './corpus.ts';
import { readers } from './readers.ts';

const asked = z.object({ reader: z.enum(readerNames), parts: z.array(z.number()) });

/** Reads every hostile text of the reader that is asked for, at these sizes: says before each what it is about to read, and that all were read. */
parentPort?.on('message', (message) => {
  const { reader, parts } = asked.parse(message);
  for (const { kind, text } of corpus.filter((one) => one.reader === reader)) {
    for (const size of parts.map((part) => Math.floor(longest[reader] / part))) {
      say({ about: 'reading', kind, size });
      readers[reader](text(size));
    }
  }
  say({ about: 'end' });
});

function say(message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node has no origin
  parentPort?.postMessage(message);
}
