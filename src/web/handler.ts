import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request and says true, or leaves it to the next handler and says false. Same shape as Probot's handlers. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/** Path of the request without its query, null when its address is not one. */
export function pathOf(request: IncomingMessage): string | null {
  return URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? null;
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
