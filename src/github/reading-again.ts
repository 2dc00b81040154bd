import type { Send } from './checked-fetch.ts';

/** A look at a dossier makes some twenty readings, and one that fails fails it all. */
const TRIES = 3;

/**
 * A reading changes nothing, nor does asking for a token: what failed for a moment is asked again at once, twice at the most. Not what GitHub puts a time to, nor what it refuses, nor a
 * call that ended with its deadline: asking again would hold the queue. Writes pass as they are: one may have taken effect, and is never repeated blindly.
 */
export function readingAgain(send: Send): Send {
  return async (url, options) => {
    const tries = isReading(url, options) ? TRIES : 1;
    for (let left = tries - 1; left > 0; left -= 1) {
      try {
        const response = await send(url, options);
        if (!isPassing(response)) return response;
        await response.body?.cancel();
      } catch (error) {
        if (isDeadline(error)) throw error;
      }
    }
    return send(url, options);
  };
}

/** The App's queries of GraphQL only read; a token that was made and not received changes nothing, and ends by itself. */
function isReading(url: string, { method = 'GET' }: RequestInit): boolean {
  return method === 'GET' || method === 'HEAD' || /\/(graphql|access_tokens)$/.test(new URL(url).pathname);
}

function isPassing({ status, headers }: Response): boolean {
  return status >= 500 && !headers.has('retry-after');
}

function isDeadline(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
