/** What a `.dockerignore` leaves out of the build context. Patterns as Docker reads them: from the context's root, `*`, `?`, `**`, and `!` to take back in; the last that fits decides. */
export function isIgnored(path: string, patterns: readonly string[]): boolean {
  let ignored = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (ignored === negated && fits(path, negated ? pattern.slice(1) : pattern)) ignored = !negated;
  }
  return ignored;
}

/** Patterns of a file: comments, blank lines and slashes at both ends taken away. */
export function readIgnore(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, 200)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && line.length < 300)
    .map((line) => line.replace(/^(!?)\s*(\.?\/)*/, '$1').replace(/\/+$/, ''))
    .filter((line) => line !== '' && line !== '!');
}

/** A pattern fits a path when it fits it or one of its folders. */
function fits(path: string, pattern: string): boolean {
  const names = path.split('/');
  const globs = pattern.split('/');
  return pattern === '.' || names.some((_, index) => fitsAll(names.slice(0, index + 1), globs));
}

/** Row by row as for two texts to compare, so that `**` costs no more than their product. */
function fitsAll(names: readonly string[], globs: readonly string[]): boolean {
  let row = [true, ...names.map(() => false)];
  for (const glob of globs) {
    const next = [glob === '**' && row[0] === true];
    for (const [index, name] of names.entries()) {
      next.push(glob === '**' ? row[index + 1] === true || next[index] === true : row[index] === true && fitsGlob(name, glob));
    }
    row = next;
  }
  return row.at(-1) === true;
}

/** `*` and `?` within one name. */
export function fitsGlob(name: string, glob: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let index = 0; index < name.length;) {
    if (glob[at] === '*') {
      star = at;
      retry = index;
      at += 1;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === name[index])) {
      at += 1;
      index += 1;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      retry += 1;
      index = retry;
    }
  }
  return /^\**$/.test(glob.slice(at));
}
