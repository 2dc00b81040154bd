import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type Handler, sendJson } from './handler.ts';

export interface ServerOptions {
  /** Asked in order; the first that answers ends the request, 404 when none does. */
  readonly handlers: readonly Handler[];
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly log: Pick<Logger, 'error'>;
}

export interface RunningServer {
  readonly port: number;
  /** Accepts no new connection; resolves when the running requests have been answered. */
  readonly close: () => Promise<void>;
}

/** GitHub gives up after 10 s; a body that takes longer than this comes from nobody we wait for. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Headers are one packet or two; who takes longer holds a connection for nothing. */
const HEADERS_TIMEOUT_MS = 10_000;

/** How often the two limits above are looked at. */
const TIMEOUT_CHECK_MS = 5_000;

/** A proxy in front keeps idle connections for a minute (nginx's default): it must be the one that hangs up, or a request meets a closed connection. */
const KEPT_ALIVE_MS = 75_000;

/** GitHub and the probes need a few dozen; those beyond are closed at once, so that connections alone cannot fill the memory. */
const MAX_CONNECTIONS = 256;

/**
 * Listens over HTTP; rejects with Node's error when it cannot (port in use, host unknown). Probot's own server is not used because it takes port 0 for
 * 3000 and serves pages that the App does not have.
 */
export async function startServer({ handlers, host, port, log }: ServerOptions): Promise<RunningServer> {
  let running = 0;
  const limits = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    keepAliveTimeout: KEPT_ALIVE_MS,
  };
  const server = createServer(limits, (request, response) => {
    running += 1;
    response.on('close', () => {
      running -= 1;
      hangUp();
    });
    void answer(handlers, { request, response, log });
  });
  server.maxConnections = MAX_CONNECTIONS;
  // Connections kept alive, or opened without a word, would hold the end of a closing server back for ever.
  const hangUp = () => {
    if (!server.listening && running === 0) server.closeAllConnections();
  };
  const close = () =>
    new Promise<void>((resolve) => {
      // The callback gets an error when the server was closed before, which is what was asked.
      server.close(() => resolve());
      hangUp();
    });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: portOf(server), close };
}

async function answer(
  handlers: readonly Handler[],
  { request, response, log }: { request: IncomingMessage; response: ServerResponse; log: ServerOptions['log'] },
): Promise<void> {
  try {
    for (const handler of handlers) {
      if (await handler(request, response)) return;
    }
    sendJson(response, 404, { error: 'Not found' });
  } catch (error) {
    log.error({ err: error, method: request.method }, 'request failed');
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { error: 'Internal error' });
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}
