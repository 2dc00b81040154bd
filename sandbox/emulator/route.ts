import type { ApiRequest } from './exchange.ts';

/** Values of the `:name` parts of a pattern. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * Compares a request with a pattern such as `PATCH /repos/:owner/:repo/issues/:number`; `|` separates several methods. Returns the values of
 * the named parts, null when it does not match.
 */
export function match(request: Pick<ApiRequest, 'method' | 'path'>, pattern: string): Parameters | null {
  const route = routes.get(pattern) ?? readRoute(pattern);
  routes.set(pattern, route);
  const { methods, parts } = route;
  if (parts.length !== request.path.length || !methods.includes(request.method)) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = request.path[index] ?? '';
    if (part.startsWith(':')) values[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return values;
}

interface Route {
  readonly methods: readonly string[];
  readonly parts: readonly string[];
}

/** The patterns that were asked for, each read once: every request is compared with most of them. */
const routes = new Map<string, Route>();

function readRoute(pattern: string): Route {
  const [methods = '', path = ''] = pattern.split(' ');
  return { methods: methods.split('|'), parts: path.split('/').slice(1) };
}

/** Repository named by the request, as `owner/name`; null when it names none. */
export function repositoryOf({ path }: Pick<ApiRequest, 'path'>): string | null {
  const [first, owner, name] = path;
  return first === 'repos' && owner !== undefined && name !== undefined ? `${owner}/${name}` : null;
}
