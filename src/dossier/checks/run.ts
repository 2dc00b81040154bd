import type { NamedAccount } from '../../words/account.ts';
import type { Contradiction } from './attestations.ts';
import type { InspectedRepository } from './inspected-repository.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { StateChange } from '../state.ts';
import type { Procedure } from '../../config/procedure.ts';
import type { DossierKey } from '../../words/key.ts';
import type { RunAction } from './run-actions.ts';
import { countRules } from './summary.ts';

/** What `decide` asks of the check runs of a repository: those of its open pull requests, and of this commit at the end of its default branch. */
export interface RunsNeed {
  /** `owner/name`. */
  readonly name: string;
  readonly commit: string;
  /** A demand to look again, told from the others by its instant. Null where there is none. */
  readonly freshSince: string | null;
}

/** A press on a button of a check run, as the run keeps it until it ends. */
export interface KeptPress {
  /** `again` to run again, or the identifier of an action. */
  readonly button: string;
  /** Whoever pressed it. */
  readonly by: NamedAccount;
  /** ISO instant, to the second. */
  readonly at: string;
}

/** The App's last check run on a commit. */
export type RunStanding =
  | { readonly kind: 'none' }
  /** It was begun, or somebody pressed a button: null where nobody did. */
  | { readonly kind: 'unfinished'; readonly asked: KeptPress | null }
  /** `is` tells what it was made under. */
  | { readonly kind: 'done'; readonly is: string };

/** An open pull request of the repository; `fork`: its commits come from another repository, where the App does nothing. */
export interface Pull {
  readonly number: number;
  readonly fork: boolean;
}

/** A commit that people look at: the last one of a pull request, or of the default branch (`pull` is null). */
export interface FollowedCommit {
  readonly commit: string;
  readonly pull: Pull | null;
  readonly standing: RunStanding;
}

/** What was seen of the check runs of a repository, beside that commit of its default branch. */
export type RunsReading = { readonly beside: string } & (
  | { readonly kind: 'seen'; readonly commits: readonly FollowedCommit[] }
  /** The installation has not accepted that permission. */
  | { readonly kind: 'not-granted' }
  | { readonly kind: 'unreadable' }
);

/** A check run that must stand on a commit: a function of its report, and of what it is made under. */
export interface RunWanted {
  readonly inspected: InspectedRepository;
  readonly pull: Pull | null;
  /** The press that was seen in the run that stands there, and that this one answers; null for none. */
  readonly press: KeptPress | null;
  /** What it is made under, as one word; it is the run's `external_id`. */
  readonly is: string;
  readonly mode: RunMode;
  /** Those of a private repository, whose details stand nowhere else. */
  readonly contradictions: readonly Contradiction[];
  readonly actions: readonly RunAction[];
  readonly onBehalfOf: OnBehalfOf;
  readonly dossier: { readonly key: DossierKey; readonly url: string };
  readonly makesTrue: StateChange;
}

export type RunMode = Exclude<Procedure['checks']['runs'], 'off'>;
export type RunConclusion = 'success' | 'neutral' | 'failure';

/**
 * How a run ends: in failure only where the process requires it and a rule that blocks in production is broken; in success where something was judged, all of it
 * holds, and nothing was set aside or left unread; otherwise it tells, and stops nobody. What its name or its folder leaves aside changes nothing: most of it is deployed by nobody.
 */
export function concludeRun({ mode, inspected: { report } }: Pick<RunWanted, 'mode' | 'inspected'>): RunConclusion {
  const { blocking, breaking, audited, undetermined, conforming, asSeen, ignored } = countRules(report.rules);
  if (mode === 'require' && blocking > 0) return 'failure';
  const decided = blocking + breaking + audited + undetermined + asSeen + ignored === 0 && report.unread.length === 0;
  return decided && conforming > 0 ? 'success' : 'neutral';
}
