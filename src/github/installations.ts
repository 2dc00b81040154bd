import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import { type HubRef, hubKey } from '../dossier/key.ts';
import { orNull, type Repository } from './octokit.ts';

/** The client class for the App. Limits of GitHub are thrown, not waited for: the queue waits, and works on something else meanwhile. */
export function octokitClass(throttling: 'on' | 'off'): typeof ProbotOctokit {
  return ProbotOctokit.defaults((options: object) => ({
    ...options,
    throttle: { enabled: throttling === 'on', onRateLimit: () => false, onSecondaryRateLimit: () => false },
    // A conflict (409) is an answer, not a fault; the plugin would try it again for 15 s.
    retry: { enabled: throttling === 'on', doNotRetry: [400, 401, 403, 404, 409, 410, 422, 451] },
  }));
}

/** A call that GitHub never answers must not hold a place in the queue for ever. */
const CALL_TIMEOUT_MS = 30_000;

/** `fetch` with a deadline. */
export function fetchInTime(url: string, options: RequestInit): Promise<Response> {
  return fetch(url, { ...options, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
}

/** The accounts and repositories where the App is installed. */
export interface Installations {
  /** Login under which the App writes. */
  readonly appLogin: () => Promise<string>;
  /** The repository with a client that may act in it; null when the App is not installed there, or the operator does not accept the installation. */
  readonly repository: (repository: HubRef) => Promise<Repository | null>;
  /** A webhook told which installation a repository belongs to: one call less. */
  readonly remember: (repository: HubRef, installationId: number) => void;
  /** The App may have been installed there, or taken off: ask GitHub again. */
  readonly forget: (repository: HubRef) => void;
  /** Whether the operator accepts the installation of an account; one that is not accepted is logged, once. */
  readonly accepts: (account: string) => boolean;
}

export interface InstallationsOptions {
  /** Accounts whose installations are accepted, in lower case; empty: all. */
  readonly owners: readonly string[];
  readonly log: Pick<Logger, 'warn'>;
}

/** Installations as Probot authenticates them. Each gets a client of its own, so that one does not wait for the writes of another. */
export function createInstallations(probot: Probot, { owners, log }: InstallationsOptions): Installations {
  const ids = new Map<string, number>();
  const ignored = new Set<string>();
  let login: string | null = null;

  function isNamed(account: string): boolean {
    return owners.length === 0 || owners.includes(account.toLowerCase());
  }

  function accepts(account: string): boolean {
    if (isNamed(account)) return true;
    if (!ignored.has(account.toLowerCase())) log.warn({ account }, 'installation ignored: its account is not in INSTALLATIONS');
    ignored.add(account.toLowerCase());
    return false;
  }

  async function installationOf({ owner, repo }: HubRef): Promise<number | null> {
    if (!isNamed(owner)) return null;
    const known = ids.get(hubKey({ owner, repo }));
    if (known !== undefined) return known;
    const app = await probot.auth();
    const found = await orNull(app.rest.apps.getRepoInstallation({ owner, repo }));
    // A repository that went to another account answers under its old name too.
    if (found === null || !accepts(accountOf(found.data.account) ?? owner)) return null;
    ids.set(hubKey({ owner, repo }), found.data.id);
    return found.data.id;
  }

  return {
    appLogin: async () => {
      if (login === null) {
        const app = await probot.auth();
        login = `${(await app.rest.apps.getAuthenticated()).data?.slug ?? ''}[bot]`;
      }
      return login;
    },
    repository: async ({ owner, repo }) => {
      const id = await installationOf({ owner, repo });
      return id === null ? null : { octokit: await probot.auth(id), owner, repo };
    },
    remember: (repository, installationId) => ids.set(hubKey(repository), installationId),
    forget: (repository) => ids.delete(hubKey(repository)),
    accepts,
  };
}

/** Login of an account; null for an enterprise, which owns no repository. */
function accountOf(account: { readonly login: string } | object | null): string | null {
  return account !== null && 'login' in account ? account.login : null;
}
