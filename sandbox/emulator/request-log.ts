import type { ApiRequest, Caller } from './exchange.ts';

/**
 * What a call weighs for GitHub: a reading, a writing, a writing that creates content people are told of (limited to about 80 a minute), or a
 * step of authentication ("Rate limits for the REST API", GitHub documentation).
 */
export type CallKind = 'read' | 'write' | 'content' | 'authentication';

export interface Call {
  readonly kind: CallKind;
  readonly method: string;
  /** Path with its query, encoded. */
  readonly path: string;
  readonly caller: Caller;
  readonly status: number;
  /** Digest of the body that was sent: tells whether two writings say the same. */
  readonly bodyDigest: string;
}

export interface CallCounts {
  readonly reads: number;
  /** All writings, those that create content included. */
  readonly writes: number;
  readonly contents: number;
}

/** The calls that the embedded GitHub answered, oldest first. */
export interface RequestLog {
  add(call: Call): void;
  /** Calls of installations of the App, of the App itself, of people… */
  of(caller: Caller['kind']): readonly Call[];
  clear(): void;
  /** Tells of each call that is added from now on. Gives back what ends it. */
  watch(tell: (call: Call) => void): () => void;
}

/** An empty log. */
export function createRequestLog(): RequestLog {
  const calls: Call[] = [];
  const watchers = new Set<(call: Call) => void>();
  return {
    add: (call) => {
      calls.push(call);
      for (const tell of watchers) tell(call);
    },
    of: (caller) => calls.filter((call) => call.caller.kind === caller),
    clear: () => void calls.splice(0),
    watch: (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
  };
}

/** How many of each; what was not modified since the last reading (304) is free, and counts for none. */
export function countCalls(calls: readonly Call[]): CallCounts {
  const count = (...kinds: readonly CallKind[]) => calls.filter(({ kind, status }) => status !== 304 && kinds.includes(kind)).length;
  return { reads: count('read'), writes: count('write', 'content'), contents: count('content') };
}

/** What a call weighs, by its method and path. A GraphQL query is a reading: the embedded GitHub has no mutation. */
export function kindOf({ method, path }: Pick<ApiRequest, 'method' | 'path'>): CallKind {
  if (path.at(-1) === 'access_tokens' || path[0] === 'app') return 'authentication';
  if (method === 'GET' || method === 'HEAD' || path[0] === 'graphql') return 'read';
  return method === 'POST' && ['issues', 'comments', 'pulls', 'reviews'].includes(path.at(-1) ?? '') ? 'content' : 'write';
}
