import type { Deadline } from '../answers/read-deadlines.ts';
import type { Clocks } from '../clocks/read-clocks.ts';
import type { Spent } from '../clocks/spent.ts';
import type { Phase, Procedure } from '../config/procedure.ts';
import type { Answers, Remarks, Unplaced } from '../form/answers.ts';
import type { IssueForm } from '../form/issue-form.ts';
import type { Owner } from './conditions/condition.ts';
import type { RepositoryChecks } from './checks/assess-checks.ts';
import type { FixesView, FixesWanted } from './checks/assess-fixes.ts';
import type { Contradiction } from './checks/attestations.ts';
import type { ReportWanted } from './checks/report-wanted.ts';
import type { RunWanted } from './checks/run.ts';
import type { Due } from './due.ts';
import type { FlowsView, FlowView } from '../flows/assess-flows.ts';
import type { ItemView } from './item.ts';
import type { MirrorOptions } from './mirror/mirror-options.ts';
import type { MirrorView, PullWanted } from './mirror/mirror-status.ts';
import type { Platform } from './mirror/mirror-workflow.ts';
import type { NextPhase } from './next-phase.ts';
import type { Comment, Reaction } from './observation.ts';
import type { Question } from './questions.ts';
import type { PrerequisiteResult, Promised } from './prerequisite.ts';
import type { Snapshot } from '../portfolio/snapshot.ts';
import type { Answered, MoveRefusal, Standing } from './reply.ts';
import type { CampaignView } from './campaigns.ts';
import type { DossierState, MirrorMemory, PhaseEntry, StateChange } from './state.ts';
import type { Team } from './team.ts';
import type { Sentence } from '../words/sentence.ts';
import type { SlotText } from './written/slot.ts';

/** An answer that the Service Team is asked to read (again); it counts as given. */
export interface Reread {
  readonly prerequisite: PrerequisiteResult['prerequisite'];
  /** What could not be judged, or why it was sent back before. */
  readonly doubts: readonly Sentence[];
  /** What changed since it was accepted; null where nobody had. `before` is empty where it was not kept. */
  readonly change: { readonly before: string; readonly after: string } | null;
}

/** All that the status comment shows. */
export interface StatusView {
  readonly procedure: Procedure;
  readonly form: IssueForm;
  /** Whom the App addresses for the project; nobody where no account answers any more. */
  readonly to: readonly string[];
  readonly team: Team;
  readonly mode: 'open' | 'closed' | 'unfollowed';
  readonly phase: Phase;
  readonly since: string;
  /** Whose turn it was, phase by phase. */
  readonly clocks: Clocks;
  readonly waitingFor: Owner | null;
  /** The phase to come, and those that are skipped before it. */
  readonly next: NextPhase;
  /** Those that count now, and those that count before a later phase. */
  readonly due: Due;
  readonly rereads: readonly Reread[];
  /** The questions of the project that wait for the Service Team, oldest first. */
  readonly questions: readonly Question[];
  /** The next date of the project's schedule; null without one. */
  readonly deadline: Deadline | null;
  /** The campaigns that look at it. */
  readonly campaigns: readonly CampaignView[];
  readonly items: readonly ItemView[];
  /** Empty until a phase mirrors the repositories. */
  readonly mirrors: readonly MirrorView[];
  readonly mirrorMode: MirrorOptions['mode'];
  /** The declared repositories and what their checks say; empty where the process makes none. */
  readonly checks: readonly RepositoryChecks[];
  /** Null until the dossier shows its flows. */
  readonly flows: FlowsView | null;
  readonly answers: Answers;
  readonly remarks: Remarks;
  readonly unplaced: readonly Unplaced[];
  readonly state: DossierState;
  /** Address of its page in the portfolio; null where the pages are off. */
  readonly page: string | null;
  /** The memory of the dossier was lost and rebuilt from GitHub. */
  readonly restored: boolean;
  /** Where a secret seems to have been pasted. */
  readonly secrets: readonly ('issue' | 'comment')[];
}

/** What tells who acts now, and what to do exactly; `render/next-step.ts` says it. */
export type NextAct = Pick<StatusView, 'mode' | 'waitingFor' | 'to' | 'team' | 'phase' | 'due' | 'items' | 'rereads' | 'next'>;

/** What tells the Service Team what to do. */
export type ServiceTeamView = Pick<StatusView, 'team' | 'rereads' | 'items' | 'next'>;

/** The comment of a phase: it announces the phase, then keeps what is to be done in it. */
export interface PhaseView {
  readonly procedure: Procedure;
  readonly phase: Phase;
  readonly entry: PhaseEntry;
  readonly to: readonly string[];
  readonly items: readonly ItemView[];
  /** False once the dossier has left the phase: boxes stay visible, the notice says so. */
  readonly current: boolean;
  /** What the rooms add to the comment of the phase that was entered last. */
  readonly parts: readonly PhasePart[];
}

/** A part of the comment of a phase: what would otherwise be a comment of its own, in the slot of that name. */
export type PhasePart =
  | { readonly kind: 'mirror'; readonly slot: SlotText; readonly view: MirrorPullsView }
  | { readonly kind: 'flows'; readonly slot: SlotText; readonly view: FlowsView };

/** What there is to do for the repositories to be mirrored. */
export interface MirrorPullsView {
  readonly procedure: Procedure;
  /** Platforms that the pull requests add, and those that they take away. */
  readonly added: readonly Platform[];
  readonly dropped: readonly Platform[];
  readonly mirrors: readonly MirrorView[];
  /** What is asked to be copied; no branch named for the default one. */
  readonly options: Pick<MirrorOptions, 'branches' | 'mode'>;
  /** Steps of the phase to tick where the App sees nothing. */
  readonly steps: readonly ItemView[];
  /** Nothing is left to do: it folds. */
  readonly done: boolean;
}

/** Time spent in each phase and what was done, at the end. */
export interface ClosingView {
  readonly procedure: Procedure;
  readonly to: readonly string[];
  readonly openedAt: string;
  /** The entry into the last phase. */
  readonly end: PhaseEntry;
  /** One for each stay in a phase before, in order, with whose turn it was; no entry where the memory of it was lost. */
  readonly stays: readonly { readonly phase: Phase; readonly from: string; readonly spent: Spent; readonly entry: PhaseEntry | null }[];
  readonly items: readonly { readonly phase: Phase; readonly items: readonly ItemView[] }[];
  readonly waived: readonly PrerequisiteResult[];
  /** Whom to ask in the Service Team. */
  readonly referents: readonly string[];
  /** Platforms that a workflow of the repositories asks for copies, each by a token of its own. */
  readonly mirroredBy: readonly Platform[];
  /** The form asks for flows, so that one can be added. */
  readonly asksForFlows: boolean;
}

/** Somebody's move, and why it is refused. */
export interface RefusedMove<By = string | null> {
  /** Null where GitHub does not tell. */
  readonly by: By;
  readonly refusal: MoveRefusal;
}

/** What undoes a change of the App to a label. */
export type Undoing = 'unlabeled' | 'labeled';

/** What somebody does again and again: writes in the App's comments or deletes them, changes the body, closes and opens the issue. `by` is null where GitHub does not tell. */
export interface UndoneAgain {
  readonly what: 'comments' | 'body' | 'state';
  readonly by: string | null;
}

/** What a comment of the App says, as a value; `render/` makes it Markdown. */
export type CommentContent =
  | { readonly kind: 'flows'; readonly view: FlowsView }
  | {
      readonly kind: 'checks';
      readonly checks: readonly RepositoryChecks[];
      readonly contradictions: readonly Contradiction[];
      readonly fixes: readonly FixesView[];
      readonly mode: Procedure['checks']['mode'];
      /** The repositories whose details stand in a check run. */
      readonly runs: readonly { readonly name: string; readonly url: string }[];
    }
  /** Flows declared after the last phase was entered; `phase` is the one that tracks them. */
  | { readonly kind: 'flows-added'; readonly to: readonly string[]; readonly added: readonly FlowView[]; readonly phase: Phase | null }
  | { readonly kind: 'checklist'; readonly view: PhaseView }
  | {
      readonly kind: 'phase-entered-again';
      readonly phase: Phase;
      readonly entry: PhaseEntry;
      readonly to: readonly string[];
      readonly items: readonly ItemView[];
    }
  /** `before`: those who asked for the same phase, the oldest first, and whom no comment told. */
  | { readonly kind: 'move-refused'; readonly refused: RefusedMove; readonly before: readonly RefusedMove<string>[]; readonly stays: Phase }
  /** `unread` counts the command lines beyond those that a comment may hold. */
  | { readonly kind: 'replies'; readonly to: string; readonly answered: readonly Answered[]; readonly unread: number }
  /** How the App is called; `line` is the command that was likely meant. */
  | { readonly kind: 'hint'; readonly to: string; readonly line: string | null }
  /** `by`: those who are known. */
  | { readonly kind: 'unticked'; readonly by: readonly string[]; readonly titles: readonly string[]; readonly unverified: boolean }
  | {
      readonly kind: 'reminder';
      readonly to: readonly string[];
      readonly number: number;
      readonly last: boolean;
      readonly standing: Standing;
    }
  /** Answers that were announced for one of the days to come. */
  | { readonly kind: 'promises-near'; readonly to: readonly string[]; readonly promised: readonly Promised[] }
  /** No account of the project can answer; `members` are those who do again. */
  | {
      readonly kind: 'nobody-answers';
      readonly members: readonly string[];
      readonly referents: readonly string[];
      readonly serviceTeam: Procedure['serviceTeam'];
    }
  /** The Service Team is called: to act, unless `act` is null, and to answer questions. `waits` where it was called before. */
  | {
      readonly kind: 'call';
      /** `people` come before the team; `unreached` is a team whose name was just found to notify nobody. */
      readonly to: { readonly people: readonly string[]; readonly team: string | null; readonly unreached: string | null };
      readonly act: ServiceTeamView | null;
      readonly questions: readonly Question[];
      readonly waits: { readonly since: string; readonly days: number; readonly last: boolean } | null;
    }
  /** A change of the App to a label is undone again and again. */
  | {
      readonly kind: 'label-contested';
      readonly label: string;
      readonly undone: Undoing;
      readonly by: string | null;
      readonly referents: readonly string[];
      readonly serviceTeam: Procedure['serviceTeam'];
    }
  /** What the App does follows something that somebody does again and again. */
  | ({
      readonly kind: 'undone';
      readonly referents: readonly string[];
      readonly serviceTeam: Procedure['serviceTeam'];
    } & UndoneAgain)
  | { readonly kind: 'secret'; readonly to: readonly string[] }
  /** A campaign, and where the dossier stands in it. */
  | ({ readonly kind: 'campaign'; readonly to: readonly string[] } & CampaignView)
  /** Its deadline is near. */
  | ({ readonly kind: 'campaign-recall'; readonly to: readonly string[] } & Pick<CampaignView, 'campaign' | 'because'>)
  | { readonly kind: 'closing'; readonly view: ClosingView }
  | { readonly kind: 'mirror-pulls'; readonly to: readonly string[]; readonly view: MirrorPullsView }
  | {
      readonly kind: 'mirror-failed';
      readonly to: readonly string[];
      readonly repository: string;
      readonly failure: NonNullable<MirrorMemory['failure']>;
      readonly procedure: Procedure;
    };

/** A comment that the App keeps, known by its slot. */
export interface WantedComment {
  /** The name of a `Slot` (`written/slot.ts`). */
  readonly slot: SlotText;
  readonly content: CommentContent;
  readonly makesTrue?: StateChange;
  /** What is true where GitHub refuses it and the status cannot hold it: it is wanted again. Absent where the status then tells how to ask anew. */
  readonly owed?: StateChange | undefined;
}

/** What answers a comment without a word, or besides words. */
export interface WantedReaction {
  readonly comment: Comment;
  readonly content: Reaction;
  /** The same in words, where GitHub takes no reaction; null where words are there already, or no more are said. */
  readonly inWords: WantedComment | null;
  /** What is remembered where it takes none and no words are left: the status tells it. */
  readonly untold?: StateChange;
}

/**
 * A change in a comment that somebody else wrote: `/etapes`, and the boxes it made. `expected` is the body that was observed; the edit is
 * given up if it changed meanwhile.
 */
export type CommentEdit = { readonly commentId: number; readonly expected: string; readonly makesTrue: StateChange } & (
  | { readonly kind: 'boxes'; readonly body: string }
  | { readonly kind: 'personal-checklist'; readonly phase: Phase; readonly items: readonly ItemView[] }
);

/** Everything the App wants of GitHub for one dossier. Applied as differences; applying it twice writes once. */
export interface Plan {
  readonly labels: { readonly add: readonly string[]; readonly remove: readonly string[] };
  /** Comments to create or to keep up to date, in the order of writing; `status` is not among them. */
  readonly comments: readonly WantedComment[];
  /** Comments of the App that nothing causes any more: they go, once the state is written. */
  readonly gone: readonly Comment[];
  /** What would have been a comment, were it not for the daily limit: it goes to the news of the status comment. */
  readonly overflow: readonly WantedComment[];
  /** Written after the comments: words come before what says that they are there. */
  readonly reactions: readonly WantedReaction[];
  /** The status comment; written last, because it carries the state, and first of all where there is none yet. */
  readonly status: StatusView;
  /** The status was written again and again in a day: it is left as it is where nothing else is to be written. */
  readonly statusRests: boolean;
  readonly edits: readonly CommentEdit[];
  /** Pull requests that must be there in the project's repositories; written where they are missing or differ. */
  readonly pulls: readonly PullWanted[];
  /** Reports that must stand in private repositories; written where they are missing or differ. */
  readonly reports: readonly ReportWanted[];
  /** Pull requests with fixes that must be there; written where they are missing or differ. */
  readonly fixes: readonly FixesWanted[];
  /** Check runs that must stand on commits of the project's repositories; written where they are missing or differ. */
  readonly runs: readonly RunWanted[];
  readonly close: boolean;
  /** What is true whatever becomes of the writes; with what they make true, it goes into the status comment, signed. */
  readonly state: DossierState;
  /** The state as it was found: remembered, or made anew where nothing is. */
  readonly found: DossierState;
  /** When to look again even if nothing happens (ISO instant): a reminder, the end of a waiver, a comment that was put off. */
  readonly again: string | null;
  /** What the portfolio shows of the dossier. */
  readonly snapshot: Snapshot;
  /** Prerequisites as judged, for `simulate`. */
  readonly prerequisites: readonly PrerequisiteResult[];
}
