import { z } from 'zod';

/** Who calls: by the credentials that the front itself has given out. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly login: string }
  /** An installation token; `account` is where the App is installed, `permissions` are those of the token, which may be fewer than the App's. */
  | { readonly kind: 'installation'; readonly id: number; readonly account: string; readonly permissions: Readonly<Record<string, string>> }
  /** A JSON web token of the App; whether it is valid, the emulator says. */
  | { readonly kind: 'app' }
  | { readonly kind: 'unknown' };

export interface ApiRequest {
  readonly method: string;
  /** Decoded segments: `['repos', 'dnum-mi', 'dso-formation']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly caller: Caller;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Forward = (request: ApiRequest) => Promise<ApiResponse>;

/** Mends one difference between the emulator and GitHub: answers by itself, or changes what goes through `forward` or comes back. */
export type Gap = (request: ApiRequest, forward: Forward) => Promise<ApiResponse>;

const jsonObject = z.record(z.string(), z.unknown()).catch({});

/** The body as a JSON object; empty when it is none: the emulator is the one that refuses bad JSON. */
export function bodyOf({ body }: Pick<ApiRequest, 'body'>): Readonly<Record<string, unknown>> {
  return body.length === 0 ? {} : jsonObject.parse(parseJson(body));
}

/** What bodies hold: a request passes some thirty gaps, and several look into the same. */
const parsed = new WeakMap<Buffer, unknown>();

/** The body of an answer as JSON, null when it is not JSON. Parsed once: nobody changes what it gives. */
export function parseJson(body: Buffer): unknown {
  if (parsed.has(body)) return parsed.get(body);
  const value = body.length === 0 ? null : parsedOnce(body);
  parsed.set(body, value);
  return value;
}

function parsedOnce(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** The same request with another body. */
export function withBody(request: ApiRequest, body: object): ApiRequest {
  const bytes = Buffer.from(JSON.stringify(body));
  return { ...request, body: bytes, headers: { ...request.headers, 'content-type': 'application/json' } };
}

/** A reading made on behalf of the same caller. `query` holds at most what the emulator knows. */
export function reading(request: ApiRequest, path: readonly string[], query: Readonly<Record<string, string>> = {}): ApiRequest {
  return { ...request, method: 'GET', path, query: new URLSearchParams(query), body: Buffer.alloc(0) };
}

/** Path and query of a request, encoded, from the slash on. */
export function addressOf({ path, query }: Pick<ApiRequest, 'path' | 'query'>): string {
  const search = query.size > 0 ? `?${query.toString()}` : '';
  return `/${path.map(encodeURIComponent).join('/')}${search}`;
}

/** An answer in JSON. */
export function json(status: number, value: unknown): ApiResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: Buffer.from(JSON.stringify(value)) };
}

/** A refusal in GitHub's form. */
export function refuse(status: number, message: string): ApiResponse {
  return json(status, { message, documentation_url: 'https://docs.github.com/rest', status: String(status) });
}

/** GitHub's 422 for one field ("Client errors", GitHub documentation). */
export function invalid(error: { resource: string; code: string; field?: string; message?: string }): ApiResponse {
  return json(422, { message: 'Validation Failed', errors: [error], documentation_url: 'https://docs.github.com/rest', status: '422' });
}
