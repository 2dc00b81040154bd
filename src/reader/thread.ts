import { parentPort } from 'node:worker_threads';
import { type Input, type JobName, jobs } from './jobs.ts';

/** What the reader asks of its thread, one request at a time. */
export interface Request<Name extends JobName> {
  readonly job: Name;
  readonly input: Input<Name>;
}

/** What the thread answers: that the reading begins, once what it needs is loaded; then what was read. */
export type Answer = { readonly kind: 'begun' } | { readonly kind: 'read'; readonly value: unknown };

// Each mistake of syntax is an error with its stack, and a hostile text has tens of thousands.
Error.stackTraceLimit = 2;

// The thread: it reads, and knows of no deadline. An error that nobody expected ends it, and reaches whoever asked.
parentPort?.on('message', (request: Request<JobName>) => void answer(request));

async function answer<Name extends JobName>({ job, input }: Request<Name>): Promise<void> {
  const read = await jobs[job]();
  say({ kind: 'begun' });
  say({ kind: 'read', value: read(input) });
}

function say(message: Answer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node has no origin
  parentPort?.postMessage(message);
}
