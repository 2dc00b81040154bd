import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Handler } from '../../src/web/handler.ts';
import { answerHere, type Call } from './calls-here.ts';
import { type ApiRequest, type ApiResponse, type Caller, type Forward, refuse } from './exchange.ts';
import { plain } from './upstream.ts';

/** Who calls, by the `Authorization` header. */
type CallerOf = (authorization: string | undefined) => Caller;

export interface Front {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** The same answers to a caller in this process, without a connection: so are answered those of `callHere`. */
  ask(call: Call): Promise<ApiResponse>;
  /** The same, in the shape of `fetch`. */
  fetch(url: string, options?: RequestInit): Promise<Response>;
  /** From now on requests are answered by `answer`; before, and with null, with 503. */
  answerWith(answer: Forward | null, callerOf: CallerOf): void;
  /** Asks `handler` before the API, after those that were mounted earlier. Gives back what takes it away. */
  mount(handler: Handler): () => void;
  close(): Promise<void>;
}

/** Longer than anything here waits between two calls: nobody writes into a connection that was closed a moment ago. */
const KEPT_ALIVE_MS = 600_000;

const notReady: Forward = () => Promise.resolve(refuse(503, 'Starting'));

/** Listens on a port of 127.0.0.1, 0 for any free one; rejects with Node's error when it is taken. */
export async function startFront(port: number): Promise<Front> {
  let answer = notReady;
  let callerOf: CallerOf = () => ({ kind: 'anonymous' });
  const handlers = new Set<Handler>();
  const server = createServer({ keepAliveTimeout: KEPT_ALIVE_MS }, (incoming, outgoing) => {
    void handled(handlers, incoming, outgoing)
      .then((done) => (done ? undefined : respond(outgoing, () => received(incoming, callerOf), answer)))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the front does not listen on a port');
  const url = `http://127.0.0.1:${address.port}`;
  const ask: Front['ask'] = ({ path, body, ...call }) =>
    answered(() => Promise.resolve(requestOf({ ...call, url: path, body: Buffer.from(body) }, callerOf)), answer);
  const hide = answerHere(url, ask);
  return {
    url,
    ask,
    fetch: async (target, options = {}) => {
      const { status, headers, body } = await answered(() => fetched({ url: target, options }, callerOf), answer);
      return new Response(isBodyless(status) ? null : new Uint8Array(body), { status, headers });
    },
    answerWith: (next, who) => {
      answer = next ?? notReady;
      callerOf = who;
    },
    mount: (handler) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    close: () => {
      hide();
      return closeServer(server);
    },
  };
}

/** Whether one of the handlers answered; those that are mounted while an earlier one is asked are asked too. */
async function handled(handlers: ReadonlySet<Handler>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
  for (const handler of handlers) if (await handler(incoming, outgoing)) return true;
  return false;
}

async function respond(outgoing: ServerResponse, receive: () => Promise<ApiRequest | null>, answer: Forward): Promise<void> {
  const response = await answered(receive, answer);
  outgoing.writeHead(response.status, { ...response.headers, 'content-length': response.body.length });
  outgoing.end(response.body);
}

async function answered(receive: () => Promise<ApiRequest | null>, answer: Forward): Promise<ApiResponse> {
  try {
    const request = await receive();
    return request === null ? refuse(400, 'Malformed path') : await answer(request);
  } catch (error) {
    return refuse(502, `embedded GitHub: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Answers that have no body (RFC 9110, section 15). */
function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

async function received(incoming: IncomingMessage, callerOf: CallerOf): Promise<ApiRequest | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const { method = 'GET', url = '/', headers } = incoming;
  return requestOf({ method, url, headers: plain(headers), body: Buffer.concat(chunks) }, callerOf);
}

async function fetched({ url, options }: { url: string; options: RequestInit }, callerOf: CallerOf): Promise<ApiRequest | null> {
  const request = new Request(url, options);
  const body = Buffer.from(await request.arrayBuffer());
  const headers = { host: new URL(request.url).host, ...Object.fromEntries(request.headers) };
  return requestOf({ method: request.method, url, headers, body }, callerOf);
}

function requestOf(
  { url, ...request }: Pick<ApiRequest, 'method' | 'headers' | 'body'> & { url: string },
  callerOf: CallerOf,
): ApiRequest | null {
  const parsed = URL.parse(url, 'http://127.0.0.1');
  const path = parsed === null ? null : segments(parsed.pathname);
  if (parsed === null || path === null) return null;
  return { ...request, path, query: parsed.searchParams, caller: callerOf(request.headers['authorization']) };
}

/** Decoded segments of a path, without empty ones at its ends; null when an escape is malformed. */
function segments(pathname: string): readonly string[] | null {
  try {
    return pathname
      .replace(/^\/+|\/+$/g, '')
      .split('/')
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
