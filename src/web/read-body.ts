import type { IncomingMessage } from 'node:http';

/** The body of a request, or why there is none: larger than allowed, or the sender went away before its end. */
export type Body = { readonly bytes: Buffer } | 'too large' | 'cut short';

/** Reads a body of at most `maxBytes`, told by its declared length or counted as it comes. What exceeds is thrown away, not kept. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  if (Number(request.headers['content-length']) > maxBytes) return Promise.resolve('too large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
      } else {
        // The rest is still read: a sender that is cut while it writes would never see the answer.
        chunks.length = 0;
        resolve('too large');
      }
    });
    request.on('end', () => resolve({ bytes: Buffer.concat(chunks) }));
    request.on('error', () => resolve('cut short'));
  });
}
