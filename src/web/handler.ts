import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request and says true, or leaves it to the next handler and says false. Same shape as Probot's handlers. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/**
 * Path of the request without its query; null where its address is none, or leads elsewhere than it is written (`/a/../b`, `\`, two slashes at its head): what stands
 * before the server lets addresses through as they are written.
 */
export function pathOf({ url = '/' }: IncomingMessage): string | null {
  // A proxy may be sent the whole address (RFC 9112, section 3.2.2).
  const written = /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(url)?.[1] ?? '';
  return URL.parse(written, 'http://localhost')?.pathname === written ? written : null;
}

/** Answers with JSON. Returns true, so that a handler can end with it. */
export function sendJson(response: ServerResponse, status: number, body: object): true {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'cache-control': 'no-store',
  });
  response.end(bytes);
  return true;
}
