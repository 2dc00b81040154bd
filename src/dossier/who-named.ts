import type { Account, Namings, NamingRevision } from './observation.ts';

/**
 * Whose word each of these names is: the account that wrote the oldest revision of the unbroken run, from the newest back, whose form declares it; the author
 * where the body was never edited. Null for nobody: a revision that was taken out of the history or could not be read, an account that is gone.
 */
export function whoNamed(
  names: readonly string[],
  { author, revisions }: { readonly author: Account; readonly revisions: readonly NamingRevision[] },
): Namings {
  return Object.fromEntries(names.map((name) => [name, accountThatStays(revisions.length === 0 ? author : namerIn(revisions, name))]));
}

function namerIn(revisions: readonly NamingRevision[], name: string): Account | null {
  let namer: Account | null = null;
  for (const { editor, names } of revisions) {
    if (names === null) return null;
    if (!names.includes(name)) return namer;
    namer = editor;
  }
  return namer;
}

/** Null for one that is gone: whoever takes its name is somebody else. */
function accountThatStays(account: Account | null): Namings[string] {
  return account === null || account.id === null ? null : { login: account.login, id: account.id };
}
