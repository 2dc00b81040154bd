import { isAccountPath } from '../words/login.ts';
import { authorityOf, readHost } from './host.ts';

/** Where a repository is. `url` is as written, without credentials; `host` may be one that only a private network knows. */
export type RepositoryAddress =
  | { readonly kind: 'github'; readonly owner: string; readonly name: string }
  | { readonly kind: 'gitlab' | 'other-forge'; readonly url: string };

/** What a word says of a repository: its address, an address of GitHub that names no repository, or nothing. */
export type AddressReading = RepositoryAddress | { readonly kind: 'incomplete' } | null;

const githubHosts: ReadonlySet<string> = new Set(['github.com', 'www.github.com', 'ssh.github.com', 'raw.githubusercontent.com']);

/** Reads an address: a URL of any scheme, `git@host:path`, or a host that is called like a forge followed by a path. `github` is the host of a GitHub that is not github.com. */
export function readAddress(word: string, github: string | undefined): AddressReading {
  const place = readPlace(word, github);
  if (place === null) return null;
  const { host, path } = place;
  if (github === undefined ? githubHosts.has(host) : host === github) return readGitHubPath(path) ?? { kind: 'incomplete' };
  return { kind: host.includes('gitlab') ? 'gitlab' : 'other-forge', url: withoutCredentials(word) };
}

/** Reads `owner/name`, or a longer path of GitHub (`owner/name/tree/main`), null where it is none. */
export function readGitHubPath(path: string): RepositoryAddress | null {
  const [owner = '', written = '', page] = path.split(/[?#]/, 1)[0]?.replace(/^\//, '').split('/') ?? [];
  const name = written.replace(/\.git$/i, '');
  const isName = /^[\w.-]{1,100}$/.test(name) && !/^\.{1,2}$/.test(name);
  const isPage =
    page === undefined ||
    page === '' ||
    /^(?:tree|blob|blame|raw|commits?|issues|pulls?|actions|releases|wiki|settings|projects|branches|tags|main|master|refs)$/.test(page);
  return isAccountPath(owner) && isName && isPage ? { kind: 'github', owner, name } : null;
}

/** The host of an address of a forge, without port, lower case. */
export function hostOf(url: string): string {
  return readPlace(url, undefined)?.host ?? '';
}

/** Whether an address may be that of a repository: a host called like a forge, or a path of an owner and a name; not that of a site, `https://suivi.exemple.fr`. */
export function mayBeRepository(url: string): boolean {
  const { host, path } = readPlace(url, undefined) ?? { host: '', path: '' };
  return /git|forge|codeberg|bitbucket|svn|scm/.test(host) || /^[^/?#]+\/[^/?#]/.test(path) || /\.git(?:$|[/?#])/.test(path);
}

interface Place {
  readonly host: string;
  readonly path: string;
}

function readPlace(word: string, github: string | undefined): Place | null {
  const ssh = /^[\w.-]{1,64}@([\w.-]{1,253}):(?!\d+\/)(\S+)$/.exec(word);
  if (ssh !== null) return { host: (ssh[1] ?? '').toLowerCase(), path: ssh[2] ?? '' };
  const scheme = /^(?:git\+)?(?:https?|ssh|git):\/\//i.exec(word)?.[0];
  const authority = authorityOf(word);
  const host = authority.replace(/:\d{1,5}$/, '').toLowerCase();
  if (host === '' || (scheme === undefined && !(host === github && word.includes('/')) && !isForgeName(word, host))) return null;
  const rest = word.slice(scheme?.length ?? 0);
  const slash = rest.indexOf('/');
  return { host, path: slash < 0 ? '' : rest.slice(slash + 1) };
}

/** Without scheme, only a name that sounds like a forge is an address: « Node.js/Express » is none. */
function isForgeName(word: string, host: string): boolean {
  return word.includes('/') && readHost(host) !== null && /git|forge|codeberg|bitbucket/.test(host);
}

function withoutCredentials(url: string): string {
  const scheme = /^[a-z+]{1,12}:\/\//i.exec(url)?.[0];
  if (scheme === undefined) return url;
  const rest = url.slice(scheme.length);
  const authority = rest.split('/', 1)[0] ?? '';
  return `${scheme}${rest.slice(authority.lastIndexOf('@') + 1)}`;
}
