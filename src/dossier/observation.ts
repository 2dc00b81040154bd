import type { Procedure } from '../config/procedure.ts';
import type { IssueForm } from '../form/issue-form.ts';
import type { FixesNeed, FixesReading } from './checks/fixes-reading.ts';
import type { CommitReport, FreshHead, HeadNeed, ReportNeed } from './checks/head-reading.ts';
import type { RunsNeed, RunsReading } from './checks/run.ts';
import type { NamedAccount } from '../words/account.ts';
import type { DossierKey, RepositoryRef } from '../words/key.ts';
import type { RepositoryReading } from './mirror/repository-reading.ts';
import type { DossierState } from './state.ts';
import type { WrittenTimes } from './written-again.ts';

export interface Account {
  /** As REST names it: with `[bot]` for an App. */
  readonly login: string;
  /** Null where GitHub tells none: an account that is gone. */
  readonly id: number | null;
  readonly bot: boolean;
}

/** Who edited a text last. */
export type Editor =
  | { readonly answer: 'nobody' }
  | { readonly answer: 'known'; readonly account: Account }
  /** Somebody did, and GitHub does not tell who. */
  | { readonly answer: 'unverified' };

/** One revision of a text. */
export interface Revision {
  /** Null for an account that is gone. */
  readonly editor: Account | null;
  /** ISO. */
  readonly at: string;
  /** Null where it was taken out of the history, or lies beyond what is read of it. */
  readonly body: string | null;
}

/** One revision of an issue's body, and the repositories that it declares. */
export interface NamingRevision {
  /** Null for an account that is gone. */
  readonly editor: Account | null;
  /** `owner/name` in lower case; null where the revision was taken out of the history, or could not be read. */
  readonly names: readonly string[] | null;
}

/** One of the issue's events that the rules read, by its node id ("Issue event types", GitHub documentation). Instants are ISO strings. */
export type IssueEvent =
  | {
      readonly kind: 'labeled' | 'unlabeled';
      readonly id: string;
      /** The name that the label bears today. */
      readonly label: string;
      readonly actor: Account | null;
      readonly at: string;
    }
  | { readonly kind: 'closed' | 'reopened'; readonly id: string; readonly actor: Account | null; readonly at: string };

/** A reaction by which the App answers a comment, as REST names it: read, done, or answered in words. */
export type Reaction = 'eyes' | '+1' | 'confused';

export interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Account;
  readonly editor: Editor;
  readonly body: string;
  /** Slot of a comment that the App wrote itself, null for everybody else's: only those are trusted. */
  readonly slot: string | null;
  /** Somebody who writes in the hub hid it, whatever the reason: it can be opened still, and shown again. */
  readonly hidden: boolean;
  /** The App's own: GitHub holds one of each at the most. */
  readonly reactions: readonly Reaction[];
  /** The people who reacted to it, the last ten of them; those whose accounts are gone, and Apps, are left out. */
  readonly reactedBy: readonly Account[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Answer to "may this person do that?"; a failed look-up is never a "no". */
export type Right =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no' }
  | {
      readonly answer: 'unverified';
      /** Why it could not be verified, in French. */
      readonly because: string;
      /** What the operator must grant or mend, in French. */
      readonly grant: string;
    };

/** What GitHub tells of an account's name: whose it is, as GitHub spells it, or why it is nobody's. */
export type AccountSight =
  | { readonly kind: 'person'; readonly login: string; readonly id: number }
  /** An organisation, a program, no account at all, or none that GitHub let the App see. */
  | { readonly kind: 'organisation' | 'bot' | 'absent' | 'unverified' };

/** What became of the name of the Service Team's team in a comment of the App. */
export type TeamReach =
  | { readonly kind: 'reached' }
  /** It notifies nobody; some of its members, where GitHub tells them. */
  | { readonly kind: 'unreached'; readonly members: readonly string[] }
  /** The comment is gone. */
  | { readonly kind: 'unknown' };

/** Whose word each repository's name in the form is, by name in lower case: an account, or null for nobody. The App acts there by the right of that person. */
export type Namings = Readonly<Record<string, NamedAccount | null>>;

/** What GitHub told of a repository, and whether whoever named it may write there. */
export type RepositoryAccess =
  /** The App is not installed there, or there is no such repository: GitHub does not tell which. */
  | { readonly kind: 'out-of-reach' }
  | { readonly kind: 'installed'; readonly id: number; readonly private: boolean; readonly namerWrites: Right['answer'] }
  /** GitHub refused to tell more; whether everybody may see it is not known. */
  | { readonly kind: 'unverified'; readonly namerWrites: Right['answer'] };

/** What the App may and may not do around this dossier, for `/diagnostic`. */
export interface Diagnosis {
  readonly permissions: Readonly<Record<string, string>>;
  readonly missingPermissions: readonly string[];
  readonly serviceTeam: Right;
  /** As GitHub told: `accessTold` says what of it the dossier may know. */
  readonly repositories: readonly { readonly name: string; readonly access: RepositoryAccess }[];
  /** What is told of the hub's form and refuses nothing, one line each, in French. */
  readonly configuration: readonly string[];
  /** Does GitHub tell that the App edited its own comments? Null where it has edited none here. */
  readonly ownEdits: 'told' | 'untold' | null;
}

/** What the App remembered of this dossier in its status comment. */
export type Memory =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly state: DossierState }
  /** The status comment is gone, altered, or belongs to another dossier (a transferred issue). */
  | { readonly kind: 'lost' };

/** Everything that was read of a dossier. Plain data; `decide` sees nothing else. */
export interface Observation {
  readonly key: DossierKey;
  readonly hub: RepositoryRef & { readonly id: number; readonly private: boolean };
  /** Login under which the App writes, `slug[bot]`. */
  readonly app: string;
  /** Where the pages of the portfolio are, without a slash at the end; absent where they are off. */
  readonly pages?: string;
  readonly issue: {
    readonly id: number;
    readonly nodeId: string;
    readonly number: number;
    readonly title: string;
    readonly body: string;
    readonly author: Account;
    /** Of the body. */
    readonly editor: Editor;
    readonly lastEditedAt: string | null;
    readonly assignees: readonly NamedAccount[];
    readonly open: boolean;
    readonly labels: readonly string[];
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly url: string;
  };
  /** Newest first. Null until `decide` asks for it. */
  readonly bodyHistory: readonly NamingRevision[] | null;
  /** Oldest first. */
  readonly events: readonly IssueEvent[];
  /** By event id: the name that its label had then. Null until `decide` asks for them. */
  readonly formerLabels: Readonly<Record<string, string>> | null;
  /** Oldest first. */
  readonly comments: readonly Comment[];
  readonly memory: Memory;
  readonly procedure: Procedure;
  readonly form: IssueForm;
  /** By login: is the person in the Service Team? Only those that `decide` asked for. */
  readonly rights: Readonly<Record<string, Right>>;
  /** By login in lower case: those named in a command. Only those that `decide` asked for. */
  readonly accounts: Readonly<Record<string, AccountSight>>;
  readonly diagnosis: Diagnosis | null;
  /** By the node id of a comment. Only those that `decide` asked for. */
  readonly teamReach: Readonly<Record<string, TeamReach>>;
  /** By the node id of a comment that was edited: its revisions, newest first. Only those that `decide` asked for. */
  readonly revisions: Readonly<Record<string, readonly Revision[]>>;
  /** By `owner/name` in lower case: what was seen of the repositories to mirror. Only those that `decide` asked for. */
  readonly mirrors: Readonly<Record<string, RepositoryReading>>;
  /** By `owner/name` in lower case: those whose files are checked, as they were seen before their files. Only those that `decide` asked for. */
  readonly heads: Readonly<Record<string, FreshHead>>;
  /** By `reportKey`: what the checks said of a commit. Only those that `decide` asked for. */
  readonly reports: Readonly<Record<string, CommitReport>>;
  /** By `fixesKey`: the repositories to mend. Only those that `decide` asked for. */
  readonly fixes: Readonly<Record<string, FixesReading>>;
  /** By `owner/name` in lower case: the commits that people look at, and the App's check runs there. Only those that `decide` asked for. */
  readonly runs: Readonly<Record<string, RunsReading>>;
  /** What the App wrote here within a day, and when. */
  readonly written: WrittenTimes;
}

/** A repository to mirror, and the branches that it should have. */
export interface MirrorNeed {
  readonly name: string;
  /** Whoever named it in the dossier; null for nobody, who may nothing. */
  readonly namer: NamedAccount | null;
  readonly branches: readonly string[];
}

/** What `decide` must know besides the first reading, and only then: most reconciles need none. */
export interface Needs {
  readonly rights: readonly string[];
  readonly formerLabels: boolean;
  readonly accounts: readonly string[];
  readonly bodyHistory: boolean;
  /** Node id of a comment of the App that names the Service Team's team; null for none. */
  readonly teamReach: string | null;
  /** Node ids of comments that were edited. */
  readonly revisions: readonly string[];
  /** Whose word each declared repository is; null where no diagnosis is asked for. */
  readonly diagnosis: Namings | null;
  readonly mirrors: readonly MirrorNeed[];
  readonly heads: readonly HeadNeed[];
  readonly reports: readonly ReportNeed[];
  readonly fixes: readonly FixesNeed[];
  readonly runs: readonly RunsNeed[];
}
