import { Agent, request as httpRequest } from 'node:http';
import { addressOf, type ApiResponse, type Forward } from './exchange.ts';

export interface Upstream {
  readonly forward: Forward;
  close(): void;
}

/** Headers that belong to one hop of HTTP, not to what it carries (RFC 9110, section 7.6.1), or that change with the body. */
const HOP_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-encoding', 'host']);

/**
 * The emulator behind the front, on 127.0.0.1. `host` is the front's own name: the emulator builds its `Link` headers from it. Rejects when the
 * emulator cannot be reached.
 */
export function connectUpstream({ port, host }: { port: number; host: string }): Upstream {
  const agent = new Agent({ keepAlive: true });
  const forward: Forward = (request) =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest({
        agent,
        port,
        host: '127.0.0.1',
        method: request.method,
        path: addressOf(request),
        headers: { ...endToEnd(request.headers), host, 'content-length': request.body.length },
      });
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 502, headers: endToEnd(plain(incoming.headers)), body: Buffer.concat(chunks) });
        });
      });
      outgoing.end(request.body);
    });
  return { forward, close: () => agent.destroy() };
}

function endToEnd(headers: ApiResponse['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name)));
}

/** Node's headers, repeated ones joined. */
export function plain(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
