import type { CheckSummary } from './checks/summary.ts';
import type { FlowMemory } from './flows/flow-status.ts';
import type { RunCause } from './mirror/mirror-workflow.ts';
import type { Waiver } from './prerequisite.ts';

/** How a phase was entered. */
export type Entry = 'opened' | 'moved' | 'back' | 'forced' | 'restored';

export interface PhaseEntry {
  readonly phase: string;
  readonly at: string;
  /** Login of who moved the dossier; null when the App itself did, at the opening. */
  readonly by: string | null;
  readonly how: Entry;
  /** Reason given to `/forcer`. */
  readonly reason: string | null;
}

/** The answer that a phase was entered with. */
export interface ValidatedAnswer {
  readonly digest: string;
  /** Start of the answer as it was, to show what changed; cut to keep the state small. */
  readonly excerpt: string;
}

export interface ItemMark {
  readonly done: boolean;
  readonly by: string;
  readonly at: string;
}

/** A decision worth remembering besides the phases: who, when, what and why. */
export interface Note {
  readonly at: string;
  readonly by: string;
  readonly kind: 'validated' | 'waived' | 'flows' | 'paused' | 'resumed' | 'authorised' | 'restored-label' | 'unfollowed' | 'followed';
  /** What it is about: prerequisite titles, item title, repository, label. */
  readonly about: string;
  readonly reason: string | null;
}

/** What must be remembered of the mirror of a repository. */
export interface MirrorMemory {
  /** When `/miroir` was last written for it. */
  readonly asked: string | null;
  /** The run that was seen to succeed, and the platforms it mirrored to. */
  readonly seen: { readonly platforms: readonly string[]; readonly url: string; readonly at: string } | null;
  /** The first run of a row of failures, told in a comment; `cleared` once a run succeeded again. */
  readonly failure: { readonly run: number; readonly url: string; readonly cause: RunCause | null; readonly cleared: boolean } | null;
}

/** News that the daily limit of comments kept out of a comment of its own, as rendered then. */
export interface News {
  readonly at: string;
  readonly markdown: string;
}

/**
 * What a dossier must remember and GitHub does not keep: it lives, signed, in the status comment.
 * Everything else is read again from the issue at each reconcile.
 */
export interface DossierState {
  readonly version: 1;
  readonly phase: string;
  readonly history: readonly PhaseEntry[];
  readonly notes: readonly Note[];
  /** By prerequisite id. Empty until a phase after the first is entered. */
  readonly validated: Readonly<Record<string, ValidatedAnswer>>;
  /** By prerequisite id, or `phase/item`. */
  readonly waivers: Readonly<Record<string, Waiver>>;
  /** By `phase/item`. */
  readonly items: Readonly<Record<string, ItemMark>>;
  /** By comment id: digests of the command lines already executed. */
  readonly handled: Readonly<Record<string, readonly string[]>>;
  /** Id of the last label event that was judged as a move. */
  readonly lastMove: number;
  /** Comments that `/etapes` turned into their author's checklist: phase id by comment id. */
  readonly personalChecklists: Readonly<Record<string, string>>;
  /** Item ids shown ticked when the App last wrote, by `checklist/phase` or `comment/id`: what differs was ticked by somebody. */
  readonly shown: Readonly<Record<string, readonly string[]>>;
  /** Repositories that the Service Team authorised, `owner/name` in lower case. */
  readonly authorised: readonly string[];
  /** By repository, `owner/name` in lower case. */
  readonly mirrors: Readonly<Record<string, MirrorMemory>>;
  /** By flow id: those whose status somebody changed. */
  readonly flows: Readonly<Record<string, FlowMemory>>;
  /** Somebody asked to see the flows before a phase shows them. */
  readonly flowsAsked: boolean;
  /** Ids of the flows declared when the last phase was entered; null before. */
  readonly flowsAtClosing: readonly string[] | null;
  /** By repository, `owner/name` in lower case: what the technical checks said last. */
  readonly checks: Readonly<Record<string, CheckSummary>>;
  /** Digest of what the comment of the checks says; null before. */
  readonly checksTold: string | null;
  /** When `/verifier` was last written. */
  readonly checksAsked: string | null;
  readonly paused: boolean;
  readonly followed: boolean;
  readonly reminders: { readonly count: number; readonly lastAt: string | null };
  /** Digest of the body and when it last changed. */
  readonly body: { readonly digest: string; readonly changedAt: string };
  readonly news: readonly News[];
}

/** The state of a dossier that starts in `phase`. */
export function initialState(entry: PhaseEntry, bodyDigest: string): DossierState {
  return {
    version: 1,
    phase: entry.phase,
    history: [entry],
    notes: [],
    validated: {},
    waivers: {},
    items: {},
    handled: {},
    lastMove: 0,
    personalChecklists: {},
    shown: {},
    authorised: [],
    mirrors: {},
    flows: {},
    flowsAsked: false,
    flowsAtClosing: null,
    checks: {},
    checksTold: null,
    checksAsked: null,
    paused: false,
    followed: true,
    reminders: { count: 0, lastAt: null },
    body: { digest: bodyDigest, changedAt: entry.at },
    news: [],
  };
}
