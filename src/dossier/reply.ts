import type { Deadline } from '../answers/read-deadlines.ts';
import type { FailureStage } from '../config/failure.ts';
import type { Phase, Procedure } from '../config/procedure.ts';
import type { Condition, Owner } from './conditions/condition.ts';
import type { FlowStatus } from '../flows/flow-status.ts';
import type { ItemView } from './item.ts';
import type { AccountSight, Diagnosis, RepositoryAccess, Right } from './observation.ts';
import type { MirrorOptions } from './mirror/mirror-options.ts';
import type { Platform } from './mirror/mirror-workflow.ts';
import type { Lacking, Promised, Waiver } from './prerequisite.ts';
import type { Team, WayIn } from './team.ts';

/** A diagnosis, with what the dossier may know of the repositories. */
export interface DiagnosisTold extends Omit<Diagnosis, 'repositories'> {
  readonly failures: Procedure['failures'];
  /** The stages of those that the dossier is at, by what was seen of its repositories. */
  readonly stages: readonly FailureStage[];
  readonly repositories: readonly { readonly name: string; readonly access: RepositoryAccess['kind'] }[];
}

/** Command lines that are read in one comment: beyond, it is no longer a person who writes. */
export const MAX_COMMANDS = 20;

/** Longest line that is followed as a command, in characters. */
export const LONGEST_COMMAND = 1000;

/** Who may use a command: anybody who can comment, the project team, the dossier's author, or nobody but the Service Team, which may use all. */
export type Audience = 'anyone' | 'projet' | 'author' | 'service-team';

export interface CommandHelp {
  /** Without the slash. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Full usage, `/fait <étape>`. */
  readonly usage: string;
  readonly summary: string;
  readonly audience: Audience;
}

/** Where the dossier stands, in the few facts that `/statut`, `/verifier` and reminders tell. */
export interface Standing {
  readonly phase: Phase;
  readonly since: string;
  readonly waitingFor: Owner | null;
  /** Of those that count now. */
  readonly prerequisites: { readonly given: number; readonly asked: number };
  readonly items: { readonly done: number; readonly total: number };
  /** Prerequisites that count now and are missing or invalid. */
  readonly unmet: readonly Lacking[];
  /** Those that count now and are announced for a day. */
  readonly promised: readonly Promised[];
  readonly openItems: readonly ItemView[];
  readonly rereads: readonly string[];
  /** The next date of the project's schedule; null without one. */
  readonly deadline: Deadline | null;
  readonly paused: boolean;
}

/** Why a move to a phase was refused. */
export type MoveRefusal =
  | { readonly why: 'gate'; readonly to: Phase; readonly conditions: readonly Condition[] }
  | { readonly why: 'not-allowed'; readonly to: Phase }
  /** The account that asked is no more: nobody can tell whether it was of the Service Team. */
  | { readonly why: 'account-gone'; readonly to: Phase }
  | { readonly why: 'unverified'; readonly to: Phase; readonly right: Extract<Right, { answer: 'unverified' }> }
  | { readonly why: 'closed'; readonly to: Phase };

/** Why `/equipe` left an account as it was. */
export type TeamRefusal = 'not-an-account' | Exclude<AccountSight['kind'], 'person'> | 'full' | 'author' | 'referent' | 'not-a-member';

/** Outcome of one command, as a value; `render/replies.ts` says it in French. */
export type Reply =
  | { readonly kind: 'help'; readonly commands: readonly CommandHelp[] }
  | { readonly kind: 'standing'; readonly standing: Standing; readonly reread: 'nothing' | 'form' | 'form-and-repositories' }
  | { readonly kind: 'why'; readonly to: Phase; readonly current: boolean; readonly conditions: readonly Condition[] }
  | {
      readonly kind: 'items-marked';
      readonly done: boolean;
      readonly changed: readonly string[];
      readonly already: readonly string[];
      /** Asked to be unticked, and seen done by the App itself. */
      readonly kept: readonly string[];
      /** Asked to be ticked, and shown as waived, by decision. */
      readonly waived: readonly string[];
      /** Those that changed and are no steps of the dossier's phase. */
      readonly elsewhere: readonly { readonly title: string; readonly phase: Phase; readonly when: 'past' | 'to-come' }[];
      /** The dossier's phase. */
      readonly current: Phase;
    }
  /** `/etapes` in a phase that asks nothing of the project team. */
  | { readonly kind: 'no-own-items' }
  | { readonly kind: 'validated'; readonly titles: readonly string[] }
  | { readonly kind: 'sent-back'; readonly title: string; readonly reason: string; readonly tell: readonly string[] }
  /** The answers that the command is about changed since it was written, but for those that it accepted. */
  | {
      readonly kind: 'answers-changed';
      readonly command: CommandHelp;
      readonly changed: readonly string[];
      readonly accepted: readonly string[];
    }
  | { readonly kind: 'waived'; readonly title: string; readonly waiver: Waiver }
  | { readonly kind: 'unwaived'; readonly title: string }
  | { readonly kind: 'already-in-phase'; readonly phase: Phase }
  | { readonly kind: 'move-refused'; readonly refusal: MoveRefusal }
  /** `unknown` are accounts of the contacts that no person has on GitHub. */
  | { readonly kind: 'team'; readonly team: Team; readonly unknown: readonly string[] }
  | {
      readonly kind: 'team-changed';
      readonly way: 'joined' | 'left';
      readonly changed: readonly string[];
      readonly already: readonly string[];
      readonly refused: readonly { readonly typed: string; readonly why: TeamRefusal }[];
      /** Accounts beyond those that one command takes. */
      readonly unread: number;
    }
  | { readonly kind: 'authorised'; readonly repository: string; readonly already: boolean }
  | { readonly kind: 'unauthorised'; readonly repository: string }
  /** The App is not installed there, or there is no such repository: GitHub does not tell which. */
  | { readonly kind: 'not-authorisable'; readonly repository: string }
  | { readonly kind: 'mirror-asked'; readonly repositories: readonly string[] }
  | { readonly kind: 'fixes-asked'; readonly repositories: readonly string[] }
  /** Whether the commits of a repository get a check run. */
  | { readonly kind: 'runs-set'; readonly repository: string; readonly on: boolean; readonly already: boolean }
  /** `wanted` where the dossier mirrors to the platform at its phase; `steps` are those that people tick then. */
  | {
      readonly kind: 'transport-set';
      readonly platform: Platform;
      readonly already: boolean;
      readonly wanted: boolean;
      readonly options: Pick<MirrorOptions, 'branches' | 'mode'>;
      readonly steps: readonly ItemView[];
    }
  | { readonly kind: 'no-flows' }
  | { readonly kind: 'flows-shown' }
  | {
      readonly kind: 'flows-marked';
      readonly status: FlowStatus;
      /** Ids, in the order of the table. */
      readonly changed: readonly string[];
      readonly already: readonly string[];
      /** Those that cannot become so: no longer in the form, still in it, or not open yet. */
      readonly refused: readonly { readonly id: string; readonly why: 'removed' | 'declared' | 'not-open' | 'further' }[];
      /** Who must act now, when somebody else than the project opened or refused flows. */
      readonly tell: readonly string[];
    }
  /** A status that only the Service Team sets. */
  | { readonly kind: 'flow-status-reserved'; readonly status: FlowStatus }
  | { readonly kind: 'diagnosis'; readonly diagnosis: DiagnosisTold }
  | { readonly kind: 'paused'; readonly already: boolean }
  /** How many questions were waiting. */
  | { readonly kind: 'questions-settled'; readonly settled: number }
  | { readonly kind: 'resumed'; readonly already: boolean }
  /** Kept for an audience that `by` is not of; who the Service Team is comes from the process. */
  | {
      readonly kind: 'not-allowed';
      readonly command: CommandHelp;
      readonly audience: Audience;
      /** Who asked. */
      readonly by: string;
      /** How somebody outside the project team gets into it. */
      readonly wayIn: WayIn;
      /** Login of the dossier's author, who changes the team; null for one who can no longer. */
      readonly author: string | null;
      readonly serviceTeam: Procedure['serviceTeam'];
    }
  | { readonly kind: 'unverified-right'; readonly command: CommandHelp; readonly right: Extract<Right, { answer: 'unverified' }> }
  /** The comment was edited by somebody else than its author, or nobody could tell. */
  | { readonly kind: 'edited-by-other'; readonly editor: string | null }
  /** Longer than a command may be. */
  | { readonly kind: 'too-long'; readonly command: CommandHelp }
  | { readonly kind: 'unknown-command'; readonly typed: string; readonly nearest: CommandHelp | null }
  /** The command is right, its argument is not; `choices` are the valid ones, nearest first. */
  | { readonly kind: 'wrong-argument'; readonly command: CommandHelp; readonly problem: string; readonly choices: readonly string[] }
  /** A part of the command is not understood, and may say the contrary: nothing was done. */
  | { readonly kind: 'unread-words'; readonly command: CommandHelp; readonly words: string; readonly choices: readonly string[] }
  | { readonly kind: 'closed'; readonly command: CommandHelp };

/** The outcome of one command line of a comment. */
export interface Answered {
  /** The line as typed. */
  readonly line: string;
  readonly by: string;
  readonly reply: Reply;
}
