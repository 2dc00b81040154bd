import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './handler.ts';

/** Long enough for the answer to arrive; a connection closed at once, with bytes left unread, would take it back (RFC 9112, section 9.6). */
const LINGER_MS = 1_000;

/**
 * Answers a request that is refused before its end, reads no more of it, and closes its connection a second later: the bytes that the sender
 * still has stay with the sender.
 */
export function hangUp(request: IncomingMessage, response: ServerResponse, { status, error }: { status: number; error: string }): true {
  response.once('finish', () => {
    // Node reads what is left of a request once it is answered; by now it has begun to.
    setImmediate(() => {
      if (request.complete) return;
      request.socket.pause();
      setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
    });
  });
  return sendJson(response, status, { error });
}
