import type { Registries } from '../../config/registries-schema.ts';
import { accountKey, type NamedAccount } from '../../words/account.ts';
import { type DossierKey, repositoryKey } from '../../words/key.ts';
import type { MirrorPull, PullText } from '../mirror/repository-reading.ts';
import type { RuleName } from './check.ts';
import type { FixPlan } from './fix-plan.ts';

/** Branch of the App's pull requests with fixes. */
export const fixesBranch = 'accostage/corrections';

/** What `decide` asks of a repository to mend. */
export interface FixesNeed {
  /** `owner/name`. */
  readonly name: string;
  /** Whoever asked for the fixes: it is done by the right of that person. */
  readonly asker: NamedAccount;
  /** Empty: all. */
  readonly rules: readonly RuleName[];
  /** Rules that the Service Team set aside there: they are neither mended nor asked about. */
  readonly setAside: readonly RuleName[];
  /** Those of the process. */
  readonly registries: Registries;
}

/** Where an observation keeps what was seen of a repository to mend: it answers one demand. */
export function fixesKey({ name, asker, rules, setAside }: FixesNeed): string {
  return [repositoryKey(name), accountKey(asker), rules.join(','), setAside.join(',')].join(' ');
}

/** What the App saw of a repository to mend. */
export type FixesReading =
  /** The App is not installed there, or there is no such repository: GitHub does not tell which. */
  | { readonly kind: 'unreachable' }
  /** GitHub refused what the App must read, or its files have no end. */
  | { readonly kind: 'unreadable' }
  /** It is private, and whoever asked may not write there: nothing more was read of it. */
  | { readonly kind: 'hidden' }
  | FixesSeen;

export interface FixesSeen {
  readonly kind: 'seen';
  /** GitHub's own: it outlives the name. */
  readonly id: number;
  /** As GitHub spells it. */
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
  /** At the end of the default branch; null in an empty repository. */
  readonly commit: string | null;
  /** May whoever asked write there? */
  readonly askerWrites: 'yes' | 'no' | 'unverified';
  /** What mends that commit. */
  readonly plan: FixPlan;
  /** The branch of the pull request: `foreign` where somebody else committed on it, `current` where it brings the plan and nothing else. */
  readonly branch: { readonly sha: string; readonly foreign: boolean; readonly current: boolean } | null;
  /** The newest pull request of the App from that branch. */
  readonly pull: MirrorPull | null;
  /** Null where there is no pull request. */
  readonly pullText: PullText | null;
  /** The dossier that it was opened for, by its signed marker. */
  readonly pullOf: DossierKey | null;
}
