import type { IncomingMessage } from 'node:http';
import { giveBack } from './give-back.ts';

/** Room for the bodies that are held at one time, all requests together, in bytes. */
export interface BodyRoom {
  /** Takes the room and says true, or takes nothing and says false. */
  readonly take: (bytes: number) => boolean;
  readonly free: (bytes: number) => void;
}

/** Room for `maxBytes`. What senders announce takes none, only what they have sent: else three of them could hold it all with empty hands. */
export function createBodyRoom(maxBytes: number): BodyRoom {
  let held = 0;
  return {
    take: (bytes) => {
      if (held + bytes > maxBytes) return false;
      held += bytes;
      return true;
    },
    free: (bytes) => {
      held -= bytes;
    },
  };
}

/** The body of a request in the pieces it came in, or why there is none: larger than allowed, no room left for it, or the sender went away before its end. */
export type Body = { readonly chunks: readonly Buffer[]; readonly size: number } | 'too large' | 'no room' | 'cut short';

/**
 * Reads a body of at most `maxBytes`, told by its declared length or counted as it comes. The bytes keep their room until the caller frees it;
 * what exceeds is thrown away, not kept.
 */
export function readBody(request: IncomingMessage, { maxBytes, room }: { maxBytes: number; room: BodyRoom }): Promise<Body> {
  if (Number(request.headers['content-length']) > maxBytes) return Promise.resolve('too large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let kept = true;
    const refuse = (why: Exclude<Body, object>) => {
      if (!kept) return;
      kept = false;
      room.free(size);
      chunks.forEach(giveBack);
      chunks.length = 0;
      resolve(why);
    };
    request.on('data', (chunk: Buffer) => {
      // What is refused is still read: a sender that is cut while it writes would never see the answer.
      if (kept && size + chunk.length > maxBytes) refuse('too large');
      if (kept && !room.take(chunk.length)) refuse('no room');
      if (!kept) return giveBack(chunk);
      size += chunk.length;
      chunks.push(chunk);
    });
    request.on('end', () => {
      if (kept) resolve({ chunks, size });
      kept = false;
    });
    request.on('error', () => refuse('cut short'));
  });
}
