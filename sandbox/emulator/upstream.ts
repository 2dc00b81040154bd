import type { IncomingHttpHeaders, Server } from 'node:http';
import { addressOf, type ApiRequest, type ApiResponse, type Forward } from './exchange.ts';

/** Headers that belong to one hop of HTTP, not to what it carries (RFC 9110, section 7.6.1), or that change with the body. */
const HOP_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-encoding', 'host']);

/**
 * The emulator behind the front: its server gets each request as Node would hand it over, without a connection, which costs five times as much. It rests
 * on the pinned version of the emulator. `host` is the front's own name: the emulator builds its `Link` headers from it.
 */
export function connectUpstream({ server, host }: { server: Server; host: string }): Forward {
  return (request) =>
    new Promise((resolve, reject) => {
      server.emit('request', incoming(request, host), new Outgoing(resolve, reject));
    });
}

/** What the emulator reads of Node's request. It makes the body of a `Request` of it: bytes are taken as they are, a stream in a dozen turns. */
function incoming({ body, method, headers, ...request }: ApiRequest, host: string) {
  return Object.assign(new Uint8Array(body), {
    method,
    url: addressOf(request),
    headers: { ...endToEnd(headers), host, 'content-length': String(body.length) },
  });
}

/** What the emulator writes to of Node's answer. */
class Outgoing {
  statusCode = 200;
  statusMessage = '';
  readonly #headers: Record<string, string> = {};
  readonly #chunks: Uint8Array[] = [];
  readonly #answer: (response: ApiResponse) => void;
  readonly destroy: (error?: Error) => void;

  constructor(answer: (response: ApiResponse) => void, destroy: (error?: Error) => void) {
    this.#answer = answer;
    this.destroy = destroy;
  }

  setHeader(name: string, value: string | readonly string[]): void {
    this.#headers[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }

  /** There is always room for more. */
  write(chunk: Uint8Array): true {
    this.#chunks.push(chunk);
    return true;
  }

  end(text?: string): void {
    if (text !== undefined) this.#chunks.push(Buffer.from(text));
    this.#answer({ status: this.statusCode, headers: endToEnd(this.#headers), body: Buffer.concat(this.#chunks) });
  }
}

function endToEnd(headers: ApiResponse['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name)));
}

/** Node's headers, repeated ones joined. */
export function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
