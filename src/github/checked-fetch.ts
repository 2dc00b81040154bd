/** A call that GitHub never answers must not hold a place in the queue for ever. */
export const CALL_TIMEOUT_MS = 10_000;

/** What came is no answer of GitHub's: it was cut, or somebody on the way wrote it. Octokit gives it the status 500, as to a network fault. */
class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
}

/** How a call leaves the process. */
export type Send = (url: string, options: RequestInit) => Promise<Response>;

/** The `fetch` of this process, as it is when a call is made. */
const sendByFetch: Send = (url, options) => fetch(url, options);

/**
 * A `fetch` that believes an answer only once it is whole: within the deadline its body was read to its end and, where a success should be JSON, it parses; a
 * page of a list holds a list. Octokit alone takes a cut body for an empty text, and an empty text for an empty list. Throws for anything else, as for a
 * network fault. Error answers pass: what they mean is for `refusalOf` to say.
 */
export function fetchWithin(deadlineMs: number, send: Send = sendByFetch): Send {
  return async (url, options) => {
    const given = options.signal ?? null;
    const deadline = AbortSignal.timeout(deadlineMs);
    const response = await send(url, { ...options, signal: given === null ? deadline : AbortSignal.any([given, deadline]) });
    const body = await response.clone().arrayBuffer();
    if (isJsonExpected(url, options) && isWithBody(response, options)) checkJson(url, Buffer.from(body).toString('utf8'));
    return response;
  };
}

/** The one of the App: 10 s. */
export const checkedFetch = fetchWithin(CALL_TIMEOUT_MS);

/** Logs of jobs are texts, and lie on another server than the API ("Download job logs for a workflow run", GitHub documentation). */
function isJsonExpected(url: string, { headers }: RequestInit): boolean {
  const accept = new Headers(headers).get('accept') ?? '';
  return accept.includes('json') && !accept.includes('raw') && !new URL(url).pathname.endsWith('/logs');
}

/** A success that has a body (RFC 9110, section 15.3). */
function isWithBody({ ok, status }: Response, { method }: RequestInit): boolean {
  return ok && status !== 204 && status !== 205 && method !== 'HEAD';
}

function checkJson(url: string, text: string): void {
  const value = parse(text);
  if (value === undefined) throw new BrokenAnswer(text === '' ? 'an answer without a body' : 'an answer that is no JSON');
  if (new URL(url).searchParams.has('per_page') && !holdsList(value)) throw new BrokenAnswer('a page of a list that holds no list');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A list by itself, or beside its total. */
function holdsList(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.values(value).some(Array.isArray));
}
