import type { CheckReport } from './check.ts';

/** A repository at a commit, with what its files say. */
export interface InspectedRepository {
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
