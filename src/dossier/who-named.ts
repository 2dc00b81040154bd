import type { Account, NamingRevision } from './observation.ts';

/**
 * Whose word each of these names is: the account that wrote the oldest revision of the unbroken run, from the newest back, whose form declares it; the author
 * where the body was never edited. Null for nobody: a revision that was taken out of the history or could not be read, an account that is gone.
 */
export function whoNamed(
  names: readonly string[],
  { author, revisions }: { readonly author: Account; readonly revisions: readonly NamingRevision[] },
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(names.map((name) => [name, revisions.length === 0 ? author.login : namerIn(revisions, name)]));
}

function namerIn(revisions: readonly NamingRevision[], name: string): string | null {
  let namer: string | null = null;
  for (const { editor, names } of revisions) {
    if (names === null) return null;
    if (!names.includes(name)) return namer;
    namer = editor?.login ?? null;
  }
  return namer;
}
