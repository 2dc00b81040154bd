import { callApi } from './calls-here.ts';
import { tokenOf } from './credentials.ts';

export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the slash on, already encoded. */
  readonly path: string;
  readonly body?: object;
}

/** An answer outside 200 to 299. */
class RestError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Calls the embedded GitHub as a person does; returns the JSON of the answer, null without one. Throws RestError when it is refused. */
export async function callAs(login: string, url: string, { method, path, body }: RestCall): Promise<unknown> {
  const { status, text } = await callApi(url, {
    method,
    path,
    headers: { authorization: `Bearer ${tokenOf(login)}`, 'content-type': 'application/json' },
    body: body === undefined ? '' : JSON.stringify(body),
  });
  if (status < 200 || status > 299) throw new RestError(status, `${method} ${path}: ${status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}
