import type { WorkflowRun } from '../emulator/gaps/workflow-runs.ts';
import type { EmbeddedGitHub } from '../emulator/start-github.ts';
import type { Html } from './html.ts';
import type { Viewer } from './viewer.ts';

/** What the pages need of the GitHub that they show, and of who shows it. */
export interface Site {
  readonly github: Pick<EmbeddedGitHub, 'url' | 'fetch' | 'seed' | 'appLogin' | 'revisions' | 'buttonsOf' | 'pressButton'>;
  /** Who reads without having said who they are; null for nobody signed in. */
  readonly visitor: string | null;
  /** A workflow of a repository has run. */
  readonly run: (run: WorkflowRun, by: string) => Promise<void>;
  /** Resolves when what somebody just did has had its effects, or soon after. */
  readonly settle: () => Promise<void>;
  /** What else is at this address, besides the pages of GitHub. */
  readonly rooms: readonly { readonly path: string; readonly title: string }[];
  /** What stands beside every page, the bench; null for none. */
  readonly beside: ((reader: Viewer, path: string) => Html) | null;
}

/** One reading of a page: by whom, of what. */
export interface Reading {
  readonly site: Site;
  readonly reader: Viewer;
  /** Path of the page, from the slash on. */
  readonly path: string;
}

/** A page before its frame; null is « not found ». */
export interface Page {
  readonly title: string;
  readonly main: Html;
}

/** The accounts and teams of the site, whose mention is a link. */
export function namesOf({ github: { seed } }: Site): ReadonlySet<string> {
  return new Set([
    ...seed.users.map(({ login }) => login),
    ...seed.organizations.map(({ login }) => login),
    ...seed.teams.map(({ organization, slug }) => `${organization}/${slug}`),
  ]);
}

/** Name of an account for people, its login when it has none. */
export function nameOf({ github: { seed } }: Site, login: string): string {
  return seed.users.find((user) => user.login === login)?.name ?? login;
}

/** Address of the platform in what the tour's runs write. */
const PLATFORM = 'https://gitlab.exemple.gouv.fr/';

/** Where a link of a text leads: what is on this GitHub, by its own path, even where it was written as an address of github.com; the platform, to a page that stands for it. */
export function localLink({ github: { seed, url } }: Site, href: string): string {
  if (href.startsWith(PLATFORM)) return '/-/plateforme';
  if (href.startsWith(`${url}/`)) return href.slice(url.length);
  const [, owner = '', name = '', rest = ''] = /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+)(.*)$/.exec(href) ?? [];
  const known = seed.repositories.some((one) => one.owner === owner && one.name === name);
  return known ? `/${owner}/${name}${rest}` : href;
}
