import type { ApiResponse } from './exchange.ts';

/** A call as it is sent. */
export interface Call {
  readonly method: string;
  /** From the slash on, already encoded. */
  readonly path: string;
  /** Their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Ask = (call: Call) => Promise<ApiResponse>;

/** The GitHubs of this process, by their URL. */
const here = new Map<string, Ask>();

/** From now on the calls that `callApi` makes to `url` are answered by `ask`. Gives back what undoes it: who answered before answers again. */
export function answerHere(url: string, ask: Ask): () => void {
  const before = here.get(url);
  here.set(url, ask);
  return () => {
    if (before === undefined) here.delete(url);
    else here.set(url, before);
  };
}

/**
 * Calls the embedded GitHub at `url`: the status and the text of its answer. A GitHub of this process answers without a connection, which costs several times
 * the answer, and is what the App is tried with, not people nor what fills the repositories. Rejects, as `fetch` does, where nobody listens.
 */
export async function callApi(url: string, call: Call): Promise<{ readonly status: number; readonly text: string }> {
  const ask = here.get(url);
  if (ask !== undefined) {
    const { status, body: bytes } = await ask(call);
    return { status, text: bytes.toString('utf8') };
  }
  const { path, method, headers, body } = call;
  const response = await fetch(`${url}${path}`, { method, headers, ...(body === '' ? {} : { body }) });
  return { status: response.status, text: await response.text() };
}
