import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ApiRequest, type ApiResponse, type Caller, type Forward, refuse } from './exchange.ts';
import { plain } from './upstream.ts';

export interface Front {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
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
    answerWith: (next) => {
      answer = next;
    },
    close: () => closeServer(server),
  };
}

async function respond(outgoing: ServerResponse, receive: () => Promise<ApiRequest | null>, answer: Forward): Promise<void> {
  let response: ApiResponse;
  try {
    const request = await receive();
    response = request === null ? refuse(400, 'Malformed path') : await answer(request);
  } catch (error) {
    response = refuse(502, `embedded GitHub: ${error instanceof Error ? error.message : String(error)}`);
  }
  outgoing.writeHead(response.status, { ...response.headers, 'content-length': response.body.length });
  outgoing.end(response.body);
}

async function received(incoming: IncomingMessage, callerOf: FrontOptions['callerOf']): Promise<ApiRequest | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1');
  const path = url === null ? null : segments(url.pathname);
  if (url === null || path === null) return null;
  const headers = plain(incoming.headers);
  return {
    method: incoming.method ?? 'GET',
    path,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
    caller: callerOf(headers['authorization']),
  };
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
