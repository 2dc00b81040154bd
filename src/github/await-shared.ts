import { GateClosed } from './gate-closed.ts';
import { patienceNow } from './patience.ts';

/**
 * What another run began to read, which may take long. Where the gate let no call of that one out, the answer is not for whoever waits: a sweep waits for an hour
 * while people still have theirs; `again` asks for it anew. Rejects as either does.
 */
export async function awaitShared<T>(reading: Promise<T>, again: () => Promise<T>): Promise<T> {
  try {
    return await patienceNow()(reading);
  } catch (error) {
    if (error instanceof GateClosed) return again();
    throw error;
  }
}
