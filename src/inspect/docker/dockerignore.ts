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

/** A pattern fits a path when it fits it or one of its folders. Row by row as for two texts to compare, so that `**` costs no more than their product. */
function fits(path: string, pattern: string): boolean {
  if (pattern === '.') return true;
  const names = path.split('/');
  // One column for each folder on the way, the root first: true where the globs so far fit it.
  let row = [true, ...names.map(() => false)];
  for (const glob of pattern.split('/')) {
    row =
      glob === '**'
        ? fromFirst(row)
        : row.map((_, index) => index > 0 && row[index - 1] === true && fitsGlob(names[index - 1] ?? '', glob));
    if (!row.includes(true)) return false;
  }
  return row.includes(true, 1);
}

/** Any folders may follow, or none. */
function fromFirst(row: readonly boolean[]): boolean[] {
  const first = row.indexOf(true);
  return row.map((_, index) => index >= first);
}

/** `*` and `?` within one name. */
export function fitsGlob(name: string, glob: string): boolean {
  if (name === glob || glob === '*') return true;
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
