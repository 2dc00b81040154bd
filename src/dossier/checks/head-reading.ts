import type { NamedAccount } from '../../words/account.ts';
import { repositoryKey } from '../../words/key.ts';
import type { Right } from '../observation.ts';
import type { RepositoryHead } from '../repository-head.ts';
import type { CheckReport } from './check.ts';
import type { ReportBasis } from './report-basis.ts';

/** What of a repository is only read where it is asked for: the right of whoever named it, and the commit at the end of its default branch. */
export type HeadPart = 'right' | 'commit';

/** What `decide` asks of a repository before its files. */
export interface HeadNeed {
  /** `owner/name`. */
  readonly name: string;
  /** Whoever named it in the dossier; null for nobody, who may nothing. */
  readonly namer: NamedAccount | null;
  /** A demand to look again, told from the others by its instant: what was read before it does not answer. Null where there is none. */
  readonly freshSince: string | null;
  readonly parts: readonly HeadPart[];
}

/** What `decide` asks of the files of a repository: what the checks say at a commit. */
export interface ReportNeed extends Pick<HeadNeed, 'name' | 'namer'>, ReportBasis {
  readonly commit: string;
  /** A commit of a pull request may be gone with its branch: that says nothing of the repository. */
  readonly of: 'default-branch' | 'pull-request';
}

/** Why a repository cannot be read. */
export type HeadObstacle =
  /** The App is not installed there, or there is no such repository: GitHub does not tell which. */
  | { readonly kind: 'unreachable' }
  /** GitHub refused what the App must read. Whether everybody may see the repository is not known. */
  | { readonly kind: 'unreadable'; readonly namerWrites: Right['answer'] };

/** A repository as GitHub shows it, before its files. */
export interface HeadSeen extends Pick<RepositoryHead, 'id' | 'name' | 'url' | 'private' | 'hasIssues'> {
  readonly kind: 'seen';
  /** May whoever named it in the dossier write there? Null where it was not asked for. */
  readonly namerWrites: Right['answer'] | null;
  /** The end of its default branch, null in an empty repository. Null where it was not asked for. */
  readonly end: { readonly commit: string | null } | null;
}

/** What the App saw of a repository before its files; `unread` where there is no GitHub to look at. */
export type HeadReading = HeadObstacle | HeadSeen | { readonly kind: 'unread' };

/** A reading, and the demand to look again that it answers. */
export interface FreshHead {
  readonly freshSince: string | null;
  readonly head: HeadReading;
}

/** What the checks say of a commit of a repository: under one process, it never changes. */
export interface CommitReport {
  readonly commit: string;
  /** Null for a commit of a pull request that cannot be read. */
  readonly report: CheckReport | null;
}

/** Where an observation keeps the report of a commit. */
export function reportKey(name: string, commit: string): string {
  return `${repositoryKey(name)} ${commit}`;
}
