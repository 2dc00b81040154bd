import type { Send } from './checked-fetch.ts';

/** An answer, and the tag by which GitHub tells whether it still holds. */
interface Kept {
  readonly tag: string;
  readonly body: ArrayBuffer;
  readonly headers: Headers;
}

/** Bytes that are kept in all: the files, the labels and the lists of some hundred hubs. */
const MOST_BYTES = 8_000_000;

/**
 * Asks for what was read before only where it changed: GitHub's « not modified » (304) costs nothing of the limit, and stands for the answer that it confirms
 * ("Best practices for using the REST API", GitHub documentation; its tags are the caller's: another token reads again). `keeps` tells whose readings are
 * worth keeping, by their address.
 */
export function conditionalReads(send: Send, keeps: (url: URL) => boolean): Send {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  function drop(key: string): void {
    bytes -= kept.get(key)?.body.byteLength ?? 0;
    kept.delete(key);
  }

  /** What was used last goes last. */
  function keep(key: string, answer: Kept): void {
    drop(key);
    kept.set(key, answer);
    bytes += answer.body.byteLength;
    for (const oldest of kept.keys()) if (bytes > MOST_BYTES) drop(oldest);
  }

  return async (url, options) => {
    if ((options.method ?? 'GET') !== 'GET' || !keeps(new URL(url))) return send(url, options);
    const headers = new Headers(options.headers);
    const key = `${headers.get('accept')} ${url}`;
    const known = kept.get(key);
    if (known !== undefined) headers.set('if-none-match', known.tag);
    const response = await send(url, { ...options, headers });
    if (known !== undefined && response.status === 304) {
      keep(key, known);
      return answerOf(known, response);
    }
    const tag = response.headers.get('etag');
    if (response.status !== 200 || tag === null) return response;
    keep(key, { tag, body: await response.clone().arrayBuffer(), headers: response.headers });
    return response;
  };
}

/** The answer that still holds, with what GitHub tells of the limit now. */
function answerOf({ body, headers }: Kept, now: Response): Response {
  const told = new Headers(headers);
  for (const [name, value] of now.headers) if (name.startsWith('x-ratelimit-')) told.set(name, value);
  return new Response(body, { status: 200, headers: told });
}
