import type { Deadline } from '../answers/read-deadlines.ts';
import type { Clocks } from '../clocks/read-clocks.ts';
import type { Campaign } from '../config/campaigns-schema.ts';
import type { Procedure } from '../config/procedure.ts';
import type { CampaignView } from '../dossier/campaigns.ts';
import type { CheckCounts } from '../dossier/checks/summary.ts';
import type { Owner } from '../dossier/conditions/condition.ts';
import type { MirrorStatus } from '../dossier/mirror/mirror-status.ts';
import type { NextAct, StatusView } from '../dossier/plan.ts';
import type { NamedAccount } from '../words/account.ts';
import type { FlowStatus } from '../flows/flow-status.ts';
import type { Flow } from '../flows/reading/flow.ts';
import type { HistoryStep } from './history-step.ts';

/** What the portfolio shows of one dossier, from the decision that writes its status: the same values everywhere. Of private repositories, it counts. */
export interface Snapshot {
  /** `owner/repo`. */
  readonly hub: string;
  readonly number: number;
  /** As its author wrote it, secrets masked. */
  readonly title: string;
  readonly url: string;
  /** Login of who opened it. */
  readonly author: string;
  readonly mode: StatusView['mode'];
  readonly phase: { readonly id: string; readonly title: string; /** ISO. */ readonly since: string };
  /** Whose turn it is and since when, and whose it was in each phase. */
  readonly clocks: Clocks;
  /** What the sentence of the status that says who acts now is made from; `render/next-step.ts` writes it. */
  readonly next: NextAct;
  /** The project team, the author first. */
  readonly members: readonly NamedAccount[];
  /** Of the Service Team, by login. */
  readonly referents: readonly string[];
  readonly prerequisites: PrerequisiteCounts;
  /** The answers that the Service Team is asked to read, each by the title of its prerequisite, with the reasons of the doubt. */
  readonly rereads: readonly { readonly about: string; readonly because: readonly string[] }[];
  /** The steps of the phase. */
  readonly steps: { readonly done: number; readonly total: number };
  /** What must hold to enter the phase that comes; null where none comes, or the dossier is not open. */
  readonly gate: GateSnapshot | null;
  /** The next date of the project's schedule. */
  readonly deadline: Deadline | null;
  /** Those declared, in the order of the form. */
  readonly flows: readonly FlowSnapshot[];
  readonly findings: Findings;
  /** Repositories by where their mirror stands; empty until a phase mirrors them. */
  readonly mirrors: Readonly<Partial<Record<MirrorStatus['kind'], number>>>;
  /** Of the project team, without an answer. */
  readonly questions: readonly Question[];
  /** Decisions of the Service Team that end, the soonest first. */
  readonly waivers: readonly { readonly about: string; /** Last day, `AAAA-MM-JJ`. */ readonly until: string }[];
  /** The campaigns that look at it, and where it stands in each. */
  readonly campaigns: readonly CampaignSnapshot[];
  /** Reminders sent since somebody last acted. */
  readonly reminders: { readonly count: number; /** ISO. */ readonly lastAt: string | null };
  /** When a person last did something, ISO. */
  readonly lastActivity: string;
  readonly paused: boolean;
  readonly asleep: boolean;
  /** By where the application is reached, as the form asks it. */
  readonly exposure: readonly string[];
  /** Titles of the platforms that its repositories are mirrored to. */
  readonly platforms: readonly string[];
  /** What happened to it, in the order of time, never nothing. */
  readonly history: readonly HistoryStep[];
  /** The process that it follows: the same object in all dossiers of a hub. */
  readonly procedure: Pick<Procedure, 'phases' | 'calendar'>;
}

/** The phase that comes, those that are skipped before it, and each condition to enter it. */
export interface GateSnapshot {
  /** Title of the phase. */
  readonly phase: string;
  readonly skipped: readonly { readonly phase: string; readonly because: string }[];
  readonly conditions: readonly ConditionSnapshot[];
}

/** A condition as `/pourquoi` explains it, in plain text, but for what it tells of each repository. */
export interface ConditionSnapshot {
  readonly title: string;
  readonly met: boolean;
  readonly because: string;
  /** What to do about it; null when met. */
  readonly fix: string | null;
  readonly who: Owner;
  readonly details: readonly string[];
}

/** Answers that count now, and before a later phase. */
export interface PrerequisiteCounts {
  readonly now: { readonly given: number; readonly asked: number };
  readonly later: { readonly given: number; readonly asked: number };
  /** Of those that count now. */
  readonly missing: number;
  readonly invalid: number;
  readonly promised: number;
  /** That the Service Team is asked to read. */
  readonly doubtful: number;
}

/** A flow, its status and since when; `note` is the reference that came with it. */
export interface FlowSnapshot extends Pick<Flow, 'id' | 'zone' | 'source' | 'destination' | 'protocol' | 'ports'> {
  readonly status: FlowStatus;
  /** ISO; null for one that nobody touched. */
  readonly since: string | null;
  readonly note: string | null;
}

/** What the technical checks found, over all repositories. */
export interface Findings extends CheckCounts {
  readonly repositories: number;
  /** That could not be read. */
  readonly unread: number;
}

/** A campaign of the process; `until` is its last day, `AAAA-MM-JJ`. */
export interface CampaignSnapshot extends Pick<Campaign, 'id' | 'title' | 'until'> {
  readonly standing: CampaignView['standing'];
}

/** A comment of the project team that waits for an answer. */
export interface Question {
  /** Login. */
  readonly by: string;
  /** ISO. */
  readonly at: string;
  readonly url: string;
}
