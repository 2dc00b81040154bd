/** Longest pattern of a path that is followed. */
const MAX_LENGTH = 200;

/** True for a path that a pattern of `include:local` takes: `*` within a folder, `**` through folders ("include:local with wildcard file paths", GitLab). Time follows the product of the lengths. */
export function matchesWildcard(pattern: string, path: string): boolean {
  if (pattern.length > MAX_LENGTH) return false;
  const signs = pattern.match(/\*\*|\*|[^*]/gs) ?? [];
  let reached = new Set([0]);
  for (const sign of signs) {
    const next = new Set<number>();
    for (const from of reached) {
      if (sign !== '*' && sign !== '**') {
        if (path[from] === sign) next.add(from + 1);
        continue;
      }
      for (let to = from; to <= path.length && !next.has(to); to += 1) {
        next.add(to);
        if (sign === '*' && path[to] === '/') break;
      }
    }
    reached = next;
  }
  return reached.has(path.length);
}
