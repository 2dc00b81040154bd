import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ApiRequest, type ApiResponse, type Caller, type Forward, refuse } from './exchange.ts';
import { plain } from './upstream.ts';

export interface Front {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** The same answers to a caller in this process, without a connection. */
  fetch(url: string, options?: RequestInit): Promise<Response>;
  /** From now on requests are answered by `answer`; before, with 503. */
  answerWith(answer: Forward): void;
  close(): Promise<void>;
}

export interface FrontOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly callerOf: (authorization: string | undefined) => Caller;
}

const notReady: Forward = () => Promise.resolve(refuse(503, 'Starting'));

/** Listens on 127.0.0.1; rejects with Node's error when the port is taken. */
export async function startFront({ port, callerOf }: FrontOptions): Promise<Front> {
  let answer = notReady;
  const server = createServer((incoming, outgoing) => {
    void respond(outgoing, () => received(incoming, callerOf), answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the front does not listen on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    fetch: async (url, options = {}) => {
      const { status, headers, body } = await answered(() => fetched({ url, options }, callerOf), answer);
      return new Response(isBodyless(status) ? null : new Uint8Array(body), { status, headers });
    },
    answerWith: (next) => {
      answer = next;
    },
    close: () => closeServer(server),
  };
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

async function received(incoming: IncomingMessage, callerOf: FrontOptions['callerOf']): Promise<ApiRequest | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const { method = 'GET', url = '/', headers } = incoming;
  return requestOf({ method, url, headers: plain(headers), body: Buffer.concat(chunks) }, callerOf);
}

async function fetched(
  { url, options }: { url: string; options: RequestInit },
  callerOf: FrontOptions['callerOf'],
): Promise<ApiRequest | null> {
  const request = new Request(url, options);
  const body = Buffer.from(await request.arrayBuffer());
  return requestOf({ method: request.method, url, headers: Object.fromEntries(request.headers), body }, callerOf);
}

function requestOf(
  { url, ...request }: Pick<ApiRequest, 'method' | 'headers' | 'body'> & { url: string },
  callerOf: FrontOptions['callerOf'],
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
