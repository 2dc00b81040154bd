/** A repository as GitHub shows it now, before any of its files is read. */
export interface RepositoryHead {
  /** GitHub's own: it outlives the name. */
  readonly id: number;
  /** As GitHub spells it. */
  readonly name: string;
  readonly url: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly fork: boolean;
  readonly hasIssues: boolean;
  /** It has a name in an empty repository too. */
  readonly defaultBranch: string;
}
