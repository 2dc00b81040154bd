import type { Procedure } from './procedure.ts';

/** The clouds of GitHub that are not github.com ("GitHub Enterprise Cloud with data residency", GitHub documentation). */
const cloud = /^[\w-]+\.ghe\.com$/;

/**
 * The host of the pages of a GitHub whose API has that root, in lower case, without port; undefined for github.com, and for a root that is of no known shape.
 * Source: "Using the REST API with GitHub Enterprise Server" (`https://HOST/api/v3`) and "GitHub Enterprise Cloud with data residency" (`api.NAME.ghe.com`).
 */
export function githubHost(apiUrl: string): string | undefined {
  if (!URL.canParse(apiUrl)) return undefined;
  const { hostname, pathname } = new URL(apiUrl);
  if (/^\/api\/v3\/?$/.test(pathname)) return hostname;
  const named = hostname.replace(/^api\./, '');
  return cloud.test(named) ? named : undefined;
}

/** True for a GitHub that runs on somebody's own machines: a few of its pages have other addresses. */
export function isOwnServer(github: string | undefined): boolean {
  return github !== undefined && !cloud.test(github);
}

/** The process on that GitHub: where its addresses of repositories are given as examples, they are addresses there. */
export function onGitHub(procedure: Procedure, github: string): Procedure {
  const there = (example: string) => example.replaceAll('https://github.com/', `https://${github}/`);
  const prerequisites = procedure.prerequisites.map((one) =>
    one.kind === 'repositories' && one.example !== undefined ? { ...one, example: there(one.example) } : one,
  );
  return { ...procedure, prerequisites, github };
}

/** The root of the pages of a GitHub whose API has that root, without a slash at the end; of a root of no known shape, its own origin. */
export function githubSite(apiUrl: string): string {
  const { origin, hostname, protocol } = new URL(apiUrl);
  if (hostname === 'api.github.com') return 'https://github.com';
  const host = githubHost(apiUrl);
  return host === undefined || host === hostname ? origin : `${protocol}//${host}`;
}
