import type { DossierKey } from '../../words/key.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { InternalName } from './internal-name.ts';
import type { MirrorWorkflow, Platform, RecognisedMirror, RunCause } from './mirror-workflow.ts';
import type { MirrorPull, RepositorySeen, UnreadWorkflow } from './repository-reading.ts';

/** What keeps the App from proposing the workflow to a repository, and what it is about. */
export type MirrorStop =
  /** The dossier is in the phase that ends it: only `/miroir` asks for more. */
  | { readonly why: 'ended' }
  | { readonly why: 'hub' | 'archived' | 'empty' | 'fork' | 'not-authorised' | 'right-unverified' | 'too-many' | 'foreign-commits' }
  /** The App's own branch is named as one to mirror, or is the default branch. */
  | { readonly why: 'mirror-branch-named' | 'mirror-branch-default' }
  /** `install` is the page where the App is installed. */
  | { readonly why: 'unreachable'; readonly install: string }
  | { readonly why: 'unreadable'; readonly because: string }
  | { readonly why: 'missing-branches'; readonly branches: readonly string[] }
  /** `by` is null for a dossier of another hub, which may be private: it is not named. */
  | { readonly why: 'carried'; readonly by: DossierKey | null };

/** Where the mirror of a repository stands. */
export type MirrorStatus =
  | { readonly kind: 'stopped'; readonly stop: MirrorStop }
  /** On another forge: the platform fetches it by itself, no GitHub Action is possible. */
  | { readonly kind: 'elsewhere' }
  /** A pull request to open, or to open again. */
  | { readonly kind: 'to-propose' }
  | { readonly kind: 'proposed'; readonly pull: MirrorPull }
  /** Closed without being merged, or the file was removed afterwards: the App does not insist. */
  | { readonly kind: 'declined'; readonly pull: MirrorPull }
  /** The file is there, no run has ended yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failing'; readonly url: string; readonly cause: RunCause | 'not-yet' | null }
  /** A pipeline was created on the platforms, by `pipelines` where the App could read their links: the copy is theirs to make, and people see it. */
  | { readonly kind: 'mirrored'; readonly url: string; readonly pipelines: readonly string[] }
  /** No platform of the phase is reached by a file: people follow steps elsewhere. `leftover` where a file of the App still stands there, `pull` one that would bring it. */
  | { readonly kind: 'by-hand'; readonly leftover: boolean; readonly pull: MirrorPull | null }
  /** `mirror` is null for a private repository: what its files hold, and what is unsafe in them, is not for the hub to tell. */
  | { readonly kind: 'other-means'; readonly mirror: RecognisedMirror | null };

/** Where nothing goes on until somebody acts. */
export const troubledMirrors: readonly MirrorStatus['kind'][] = ['stopped', 'failing', 'declined'];

/** The platforms of a dossier at its phase. */
export interface PlatformsView {
  /** Those that the repositories are mirrored to; before the phase that begins it, those of that phase once somebody asked by `/miroir`. */
  readonly wanted: readonly Platform[];
  /** Those that earlier phases mirrored to and this one no longer does: left out of a phase's `mirror`, a platform goes. */
  readonly dropped: readonly Platform[];
  /** Those that no earlier phase mirrored to: their variables and secrets are still to be set. */
  readonly added: readonly Platform[];
  /** A phase that mirrors the repositories is reached. */
  readonly begun: boolean;
}

export interface MirrorView {
  /** `owner/name`, or the address on another forge. */
  readonly name: string;
  readonly status: MirrorStatus;
  /** What it is called on the platforms, where no variable tells otherwise. */
  readonly inside: InternalName;
  /** It was seen to be private: the platforms need a token to read it. */
  readonly private: boolean;
  /** Other open dossiers that declare it; null for those of another hub, which are not named. */
  readonly others: readonly (DossierKey | null)[];
  /** Its workflows that could not be read; null for each of a private repository, whose files are not for the hub to name. */
  readonly unread: readonly (UnreadWorkflow | null)[];
}

/** A pull request that must be there, as the plan tells it; applied as a difference. */
export interface PullWanted {
  readonly seen: RepositorySeen;
  readonly workflow: MirrorWorkflow;
  /** How its internal name came about. */
  readonly inside: InternalName;
  /** Platforms to take out of the file where they stand in it: no longer mirrored to, or by another transport than a file. */
  readonly dropped: readonly Platform[];
  /** Opens again the one that was closed, since somebody asked. */
  readonly reopen: boolean;
  /** When `/miroir` was last written for it: what GitHub refused is then tried again. */
  readonly asked: string | null;
  readonly onBehalfOf: OnBehalfOf;
  readonly dossier: { readonly key: DossierKey; readonly url: string };
}
