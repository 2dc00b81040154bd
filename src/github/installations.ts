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
  /** The repository with a client that may act in it; null when the App is not installed there. */
  readonly repository: (repository: HubRef) => Promise<Repository | null>;
  /** A webhook told which installation a repository belongs to: one call less. */
  readonly remember: (repository: HubRef, installationId: number) => void;
  /** The App may have been installed there, or taken off: ask GitHub again. */
  readonly forget: (repository: HubRef) => void;
  /** Every repository within reach that can hold issues, archived ones left out. */
  readonly repositories: () => Promise<readonly HubRef[]>;
}

/** Installations as Probot authenticates them. Each gets a client of its own, so that one does not wait for the writes of another. */
export function createInstallations(probot: Probot): Installations {
  const ids = new Map<string, number>();
  let login: string | null = null;

  async function installationOf({ owner, repo }: HubRef): Promise<number | null> {
    const known = ids.get(hubKey({ owner, repo }));
    if (known !== undefined) return known;
    const app = await probot.auth();
    const found = await orNull(app.rest.apps.getRepoInstallation({ owner, repo }));
    if (found !== null) ids.set(hubKey({ owner, repo }), found.data.id);
    return found?.data.id ?? null;
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
    repositories: async () => {
      const app = await probot.auth();
      const installations = await app.paginate(app.rest.apps.listInstallations, { per_page: 100 });
      const found: HubRef[] = [];
      for (const { id } of installations.filter(({ suspended_at }) => !suspended_at)) {
        const octokit = await probot.auth(id);
        const repositories = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
        for (const { owner, name, archived, has_issues } of repositories) {
          ids.set(hubKey({ owner: owner.login, repo: name }), id);
          if (!archived && has_issues) found.push({ owner: owner.login, repo: name });
        }
      }
      return found;
    },
  };
}
