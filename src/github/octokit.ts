import type { Octokit as OctokitRest } from '@octokit/rest';
import type { Act } from './acts.ts';

/** The client of whoever calls GitHub: an installation, the App itself, or somebody with a token of their own. */
export type Octokit = Pick<OctokitRest, 'rest' | 'paginate' | 'request' | 'graphql' | 'auth'>;

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
