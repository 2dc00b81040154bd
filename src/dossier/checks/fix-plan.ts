import type { Sentence } from '../../words/sentence.ts';
import type { Place, RuleName, Snippet } from './check.ts';

/** The rules that have fixes, in the order in which they are tried; of the others, what is wrong is asked of people. */
export const fixableRules = [
  'openshift-scc',
  'check-labels',
  'job-history',
  'disallow-latest',
  'pinned-base-image',
  'unprivileged-ports',
  'rootless',
  'registry-pull-secret',
  'ci-file',
] as const satisfies readonly RuleName[];
export type FixableRule = (typeof fixableRules)[number];

/** A change that was made, as it is explained. */
export interface Change {
  readonly rule: RuleName;
  readonly path: string;
  readonly because: Sentence;
}

/** What the files do not tell, and people do; `example` is in the file's language. */
export interface FixQuestion {
  readonly rules: readonly RuleName[];
  readonly place: Place | null;
  readonly because: Sentence;
  readonly example: Snippet | null;
}

/** What mends a repository: its files as they would be (only those that change), each change explained, and what is left to people. */
export interface FixPlan {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly changes: readonly Change[];
  readonly questions: readonly FixQuestion[];
}
