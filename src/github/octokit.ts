import type { Probot } from 'probot';
import type { Act } from './acts.ts';

/** The client of one installation, as Probot authenticates it. */
export type Octokit = Awaited<ReturnType<Probot['auth']>>;

/** A repository, and the client that may act in it. */
export interface Repository {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

/** The same repository with the client of another act. Throws where it is no longer within reach, or what the act needs was not granted. */
export type Access = (act: Act) => Promise<Repository>;

/** A hub as it is read, and the way to what else may be done there. */
export interface HubAccess {
  readonly hub: Repository;
  readonly access: Access;
}
