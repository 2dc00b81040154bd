import { repositoryKey } from '../../words/key.ts';
import type { CheckReport } from './check.ts';

/** What `decide` asks of a repository's checks. */
export interface ChecksRequest {
  /** `owner/name`. */
  readonly name: string;
  /** Ids of the repositories that the Service Team authorised, in rising order: there the right of whoever named it does not matter. */
  readonly authorised: readonly number[];
  /** Commit whose result is known already, null where none is: the report of the same commit is not read again. */
  readonly known: string | null;
  /** A demand to look again that was not met yet, told from the others by its instant; null where there is none. */
  readonly demand: string | null;
}

/** What the App saw of a repository's files. */
export type ChecksSight =
  /** The App is not installed there, or there is no such repository: GitHub does not tell which. */
  | { readonly kind: 'unreachable' }
  /** Of a repository that everybody may see; a private one is then `unreachable`. */
  | { readonly kind: 'not-authorised' | 'right-unverified' }
  | { readonly kind: 'empty' }
  /** GitHub refused what the App must read; `because` in French. */
  | { readonly kind: 'unreadable'; readonly because: string }
  /** The default branch still ends at the known commit, or nothing that matters changed since. */
  | { readonly kind: 'unchanged'; readonly private: boolean }
  | InspectedRepository;

export interface InspectedRepository {
  readonly kind: 'inspected';
  /** GitHub's own. */
  readonly id: number;
  /** As GitHub spells it. */
  readonly name: string;
  readonly url: string;
  /** Not everybody may read it: its details stay in it. */
  readonly private: boolean;
  readonly hasIssues: boolean;
  readonly commit: string;
  readonly report: CheckReport;
}

/** Name of a request among those of an observation. */
export function checksKey({ name, known, authorised, demand }: ChecksRequest): string {
  return [repositoryKey(name), known, authorised.join(), demand].join(' ');
}
