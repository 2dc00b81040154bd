/** First parts of a path on github.com that are pages of GitHub and not accounts. */
const githubPages: ReadonlySet<string> = new Set([
  'orgs',
  'users',
  'settings',
  'topics',
  'search',
  'marketplace',
  'features',
  'enterprises',
  'apps',
  'login',
  'sponsors',
  'notifications',
]);

/**
 * True for a name that an account of GitHub, person or organisation, can have: letters, digits and hyphens, and for a person managed by an enterprise an
 * underscore before its short code ("Username considerations for external authentication", GitHub documentation). At most 39 characters.
 */
export function isLogin(text: string): boolean {
  return text.length <= 39 && /^[a-z\d][a-z\d-]*(?:_[a-z\d]+)?$/i.test(text);
}

/** True for the first part of a path on github.com that is an account, and not a page of GitHub. */
export function isAccountPath(segment: string): boolean {
  return isLogin(segment) && !githubPages.has(segment.toLowerCase());
}

declare const brand: unique symbol;

/** A login by which an account is compared and kept. Only `loginKey` makes one. */
export type LoginKey = string & { readonly [brand]: 'LoginKey' };

/** GitHub compares logins without case; what is shown keeps its spelling. */
export function loginKey(login: string): LoginKey {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that makes a login's key
  return login.toLowerCase() as LoginKey;
}

/** True for two spellings of one login. */
export function sameLogin(a: string, b: string): boolean {
  return loginKey(a) === loginKey(b);
}
