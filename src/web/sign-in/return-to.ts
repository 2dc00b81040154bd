/** Where one lands who asked for nothing in particular. */
export const homePath = '/portefeuille';

/** The base stands for our own pages, whatever their address is. */
const own = 'http://pages.invalid';
const LONGEST = 500;

/**
 * The page that a sign-in leads back to: the path and the query that were asked for, where they are of these pages and no part of signing in or out; else the
 * portfolio. The address is read as browsers read it, which take `/\`, a tab or `/.//` for the beginning of another host.
 */
export function returnTo(asked: string | null): string {
  if (asked === null || asked.length > LONGEST || !asked.startsWith('/') || !URL.canParse(asked, own)) return homePath;
  const { origin, pathname, search } = new URL(asked, own);
  const elsewhere = origin !== own || pathname.startsWith('//');
  return elsewhere || /^\/(?:de)?connexion(?:\/|$)/.test(pathname) ? homePath : `${pathname}${search}`;
}
