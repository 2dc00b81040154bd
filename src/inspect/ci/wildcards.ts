/** Longest pattern of a path that is followed, and how many stars it may have: each may try every place of the path. */
const [MAX_LENGTH, MAX_STARS] = [200, 4];

/**
 * What tells the paths that a pattern of `include:local` takes: `*` within a folder, `**` through folders ("include:local with wildcard file paths", GitLab); null for a pattern that nobody
 * writes, which is not followed.
 */
export function wildcard(pattern: string): ((path: string) => boolean) | null {
  const [start = '', ...rest] = pattern.split(/\*+/);
  const stars = (pattern.match(/\*+/g) ?? []).map((star, index) => ({ throughFolders: star.length > 1, written: rest[index] ?? '' }));
  if (pattern.length > MAX_LENGTH || stars.length > MAX_STARS) return null;
  const end = rest.at(-1) ?? '';
  return (path) => {
    if (!path.startsWith(start) || !path.endsWith(end)) return false;
    let reached: readonly number[] = [start.length];
    for (const star of stars) reached = after(star, { path, reached });
    return reached.includes(path.length);
  };
}

interface Star {
  readonly throughFolders: boolean;
  /** What is written after it, up to the next. */
  readonly written: string;
}

/** The places of the path that a star and what is written after it lead to, in their order. */
function after({ throughFolders, written }: Star, { path, reached }: { path: string; reached: readonly number[] }): readonly number[] {
  const next: number[] = [];
  let tried = 0;
  for (const from of reached) {
    // A star that began before has tried the rest of the folder.
    if (from < tried) continue;
    const slash = throughFolders ? -1 : path.indexOf('/', from);
    const last = slash === -1 ? path.length : slash;
    for (let to = from; to <= last; to += 1) if (path.startsWith(written, to)) next.push(to + written.length);
    tried = last + 1;
  }
  return next;
}
