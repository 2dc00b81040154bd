import type { RepositoryHead } from '../repository-head.ts';
import type { CheckReport } from './check.ts';

/** A repository at a commit, with what its files say; of a private one, details stay in it. */
export interface InspectedRepository extends Pick<RepositoryHead, 'id' | 'name' | 'url' | 'private' | 'hasIssues'> {
  readonly commit: string;
  readonly report: CheckReport;
}
