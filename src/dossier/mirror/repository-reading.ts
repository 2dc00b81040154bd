import type { DossierKey } from '../../words/key.ts';
import type { RepositoryHead } from '../repository-head.ts';
import type { FileTransport, RecognisedMirror, RunCause } from './mirror-workflow.ts';

/** What the App saw of a declared repository. */
export type RepositoryReading =
  /** The App is not installed there, or there is no such repository: GitHub does not tell which. */
  | { readonly kind: 'unreachable' }
  /** GitHub refused what the App must read; `because` in French. Whether everybody may see the repository is not known. */
  | { readonly kind: 'unreadable'; readonly because: string; readonly namerWrites: 'yes' | 'no' | 'unverified' }
  /** It is private, and whoever named it may not write there: nothing more was read of it. */
  | { readonly kind: 'hidden'; readonly id: number; readonly name: string }
  | RepositorySeen;

/** The mirroring file at some commit, with the platforms that it mirrors to, by their ids. */
export interface MirrorFile {
  readonly text: string;
  readonly transports: Readonly<Record<string, FileTransport>>;
  /** A tag that is pushed makes it copy everything, and delete on the platform what GitHub does not have. */
  readonly formerTags: boolean;
}

/** A workflow that could not be read to its end, or at all; `because` in French. */
export interface UnreadWorkflow {
  readonly path: string;
  readonly because: string;
}

export interface MirrorPull {
  readonly number: number;
  readonly url: string;
  /** Branch that it goes to. */
  readonly base: string;
  /** Commit at its end: all that it brings, or brought, is there. */
  readonly head: string;
  /** `lapsed`: closed, and nobody decided it, but a program, or GitHub when the branch that it goes to was deleted. */
  readonly state: 'open' | 'merged' | 'closed' | 'lapsed';
  /** ISO. */
  readonly openedAt: string;
  /** When it was closed or merged, ISO; null while open. */
  readonly endedAt: string | null;
}

/**
 * Whether the end of a pull request answers what was asked at an instant (ISO): it was opened since, or ended since.
 * GitHub tells instants in whole seconds: what was asked in the second of an end, of a pull request opened before, was asked after.
 */
export function answersAsked({ openedAt, endedAt }: MirrorPull, asked: string): boolean {
  return endedAt !== null && (asked <= openedAt || asked < endedAt);
}

/** Who wrote the title and the body of a pull request of the App. */
export interface PullText {
  /** Digest of what the App wrote last; null where it is not known, as for those of before 0.2.0. */
  readonly written: string | null;
  /** Somebody else changed them since, for all that the App knows. */
  readonly edited: boolean;
  /** Digest of the branch to which the App sent it last; null where that is not known. */
  readonly base: string | null;
}

/** Last ended run of the workflow on the default branch. */
export interface MirrorRun {
  readonly id: number;
  readonly url: string;
  readonly succeeded: boolean;
  readonly at: string;
  /** Of one that did not succeed: the newest before it that did, whose event may have been lost. Null where none is known. */
  readonly successBefore: { readonly url: string; readonly at: string } | null;
  /** `not-yet`: the logs did not come, for a reason that may pass. */
  readonly log: 'told' | 'not-yet';
  /** Links of the GitLab pipelines that it created, read in the logs of its jobs; none where they could not be read. */
  readonly pipelines: readonly string[];
  /** Read in the log of the failed job; null when it could not be. */
  readonly cause: RunCause | null;
}

export interface RepositorySeen extends Omit<RepositoryHead, 'hasIssues' | 'defaultBranch'> {
  readonly kind: 'seen';
  /** Null for an empty repository. */
  readonly defaultBranch: string | null;
  /** May whoever named it in the dossier write there? */
  readonly namerWrites: 'yes' | 'no' | 'unverified';
  /** Declared branches that do not exist there. */
  readonly missingBranches: readonly string[];
  readonly mirrors: readonly RecognisedMirror[];
  /** Workflows that may mirror as well, for all that the App knows. */
  readonly unread: readonly UnreadWorkflow[];
  /** The App's file on the default branch; null where there is none. */
  readonly file: MirrorFile | null;
  /** The branch of the pull request; `foreign` when somebody else committed on it. */
  readonly branch: { readonly sha: string; readonly file: MirrorFile | null; readonly foreign: boolean } | null;
  /** The newest pull request of the App for a dossier, known by its signed marker. */
  readonly pull: MirrorPull | null;
  /** Null where there is no pull request. */
  readonly pullText: PullText | null;
  readonly run: MirrorRun | null;
  /** The dossier that the newest pull request belongs to. */
  readonly pullOf: DossierKey | null;
  /** Other open dossiers that declare the repository, and for which the App may act there: any others carry it for nobody. */
  readonly others: readonly DossierKey[];
  /** The first opened of them, where that was before this dossier. */
  readonly elder: DossierKey | null;
}
