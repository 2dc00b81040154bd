import { z } from 'zod';
import { ruleNames } from '../config/checks-schema.ts';
import { transportSchema } from '../config/transport.ts';
import { ruleWaiverSchema } from './checks/rule-waivers.ts';
import { checkSummarySchema } from './checks/summary.ts';
import { flowMemorySchema } from '../flows/flow-status.ts';
import type { Frozen } from '../words/frozen.ts';
import { runCauses } from './mirror/mirror-workflow.ts';
import { waiverSchema } from './prerequisite.ts';

/** How a phase was entered. */
export const entryWays = ['opened', 'moved', 'back', 'forced', 'restored'] as const;

const phaseEntry = z.object({
  phase: z.string(),
  at: z.string(),
  /** Login of who moved the dossier; null when the App itself did, at the opening. */
  by: z.string().nullable(),
  how: z.enum(entryWays),
  /** Reason given to `/forcer`. */
  reason: z.string().nullable(),
});
export type PhaseEntry = Frozen<z.infer<typeof phaseEntry>>;

/** An answer as the Service Team accepted it, by a move forward or by `/valider`. */
const validatedAnswer = z.object({
  digest: z.string(),
  /** Start of the answer as it was, to show what changed; cut to keep the state small. Empty where the answer had changed already. */
  excerpt: z.string(),
  /** Login of who accepted it. Null before 0.3.0. */
  by: z.string().nullable().default(null),
});
export type ValidatedAnswer = Frozen<z.infer<typeof validatedAnswer>>;

/** An answer that `/a-preciser` sends back, as long as it has that digest. */
const sentBack = z.object({ by: z.string(), at: z.string(), reason: z.string(), digest: z.string() });
export type SentBack = Frozen<z.infer<typeof sentBack>>;

const itemMark = z.object({ done: z.boolean(), by: z.string(), at: z.string() });
export type ItemMark = Frozen<z.infer<typeof itemMark>>;

/** What a note of the history can tell; `render/timeline.ts` says each in French. */
export const noteKinds = [
  'validated',
  'sent-back',
  'waived',
  'unwaived',
  'flows',
  'paused',
  'resumed',
  'authorised',
  'unauthorised',
  'joined',
  'left',
  'restored-label',
  'unfollowed',
  'followed',
  'transport',
  'ticked-elsewhere',
  'unticked-elsewhere',
] as const;

/** A decision worth remembering besides the phases: who, when, what and why. */
const note = z.object({
  at: z.string(),
  by: z.string(),
  kind: z.enum(noteKinds),
  /** What it is about: prerequisite titles, item title, repository, label, login, platform. */
  about: z.string(),
  reason: z.string().nullable(),
});
export type Note = Frozen<z.infer<typeof note>>;

/** What must be remembered of the mirror of a repository. */
const mirrorMemory = z.object({
  /** When `/miroir` was last written for it. */
  asked: z.string().nullable(),
  /** The run that was seen to succeed, the platforms it asked for a copy, and the link of the first pipeline that it created. */
  seen: z
    .object({ platforms: z.array(z.string()), url: z.string(), at: z.string(), pipeline: z.string().nullable().default(null) })
    .nullable(),
  /** The first run of a row of failures, told in a comment; `cleared` once a run succeeded again. */
  failure: z.object({ run: z.number(), url: z.string(), cause: z.enum(runCauses).nullable(), cleared: z.boolean() }).nullable(),
  /** When it was last read, it was mirrored by other means than the App's. Absent before that was kept. */
  otherMeans: z.boolean().optional(),
});
export type MirrorMemory = Frozen<z.infer<typeof mirrorMemory>>;

/** A repository in which the Service Team lets the App act, by GitHub's id: another repository that takes the name gets nothing. */
const authorisation = z.object({
  /** As GitHub spelled it when it was authorised. */
  name: z.string(),
  /** Null for an authorisation of before ids were kept: it is bound to the repository that is first seen under the name. */
  id: z.number().nullable(),
  by: z.string(),
  at: z.string(),
});
export type Authorisation = Frozen<z.infer<typeof authorisation>>;

/** Whose word each repository's name in the form is (`namings.ts`), as long as the body has that digest. */
const named = z.object({
  body: z.string(),
  /** By name of the repository: a login, null for nobody's. */
  by: z.record(z.string(), z.string().nullable()),
  /** Likewise, the ids of these accounts; absent before they were kept. An earlier version, which may run beside this one, reads the logins alone. */
  ids: z.record(z.string(), z.number()).optional(),
  /** Logins of the author and of the last editor, which those by a login alone hold for; absent elsewhere, and before they were kept. */
  writers: z.array(z.string()).optional(),
});
export type NamingsMemory = Frozen<z.infer<typeof named>>;

/** Accounts that `/equipe` added to the project team, or took out of it, as they were called then; the id is null before ids were kept. */
const teamChange = z.object({ login: z.string(), id: z.number().nullable().default(null), member: z.boolean() });

/** Whose a name was when it was first read: an account's, by its id; nobody's; or not known, until somebody is seen under it. */
const boundName = z.union([z.number(), z.enum(['nobody', 'unknown'])]);
export type BoundName = z.infer<typeof boundName>;

/** `id` is that of the account `by`, absent before ids were kept. */
const fixesAsked = z.object({ asked: z.string(), by: z.string(), id: z.number().optional(), rules: z.array(z.enum(ruleNames)) });

/** News that the daily limit of comments kept out of a comment of its own, as rendered then. */
const news = z.object({ at: z.string(), markdown: z.string() });

/** Authorisations of version 0.1.0: names in lower case. */
const authorisedNames = z
  .array(z.string())
  .transform((names) => names.map((name): z.infer<typeof authorisation> => ({ name, id: null, by: '', at: '' })));

/**
 * What a dossier must remember and GitHub does not keep: it lives, signed, in the status comment. Everything else is read again from the issue at each
 * reconcile. The one source of the state: its type, its first value and its reading, states sealed by earlier versions included, derive from here.
 */
export const stateSchema = z.object({
  version: z.literal(1),
  phase: z.string(),
  /** Name of the phase's label as it was when this was written: where the process names another one now, this one goes. Null before 0.2.0. */
  label: z.string().nullable().default(null),
  history: z.array(phaseEntry),
  /** When the memory that was rebuilt was lost at the latest; null where it never was. Until 0.3.0, the first entry of the history tells. */
  restoredAt: z.string().nullable().default(null),
  notes: z.array(note).default([]),
  /** By prerequisite id: the answers that the Service Team accepted, as they were. */
  validated: z.record(z.string(), validatedAnswer).default({}),
  /** By prerequisite id: digests of the answers that the status shows as given and that nobody accepted yet. Empty before 0.3.0. */
  answersShown: z.record(z.string(), z.string()).default({}),
  /** By prerequisite id: digests of the answers that the status shows and that do not count as given. Empty before 0.3.0. */
  lackingShown: z.record(z.string(), z.string()).default({}),
  /** By prerequisite id: the date of the announced answers that were recalled. */
  promisesTold: z.record(z.string(), z.string()).default({}),
  /** By prerequisite id. */
  sentBack: z.record(z.string(), sentBack).default({}),
  /** By prerequisite id, `phase/item`, or flow id. */
  waivers: z.record(z.string(), waiverSchema).default({}),
  /** By `phase/item`. */
  items: z.record(z.string(), itemMark).default({}),
  /** By comment id: digests of the command lines already executed. */
  handled: z.record(z.string(), z.array(z.string())).default({}),
  /** In lower case: who was told how the App is called. */
  hinted: z.array(z.string()).default([]),
  /** Number of the last comment of the project that is known to be answered, as all before it are. Until 0.3.0, none was told. */
  answered: z.number().default(0),
  /** Node id of the last label event that was judged as a move; in states of before 0.2.0 its number, which `github/former-events.ts` turns into it. */
  lastMove: z
    .union([z.string(), z.number().transform((id) => (id === 0 ? null : String(id)))])
    .nullable()
    .default(null),
  /** Comments that `/etapes` turned into their author's checklist: phase id by comment id. */
  personalChecklists: z.record(z.string(), z.string()).default({}),
  /** Item ids shown ticked when the App last wrote, by `checklist/phase` or `comment/id`: what differs was ticked by somebody. */
  shown: z.record(z.string(), z.array(z.string())).default({}),
  authorised: z.union([z.array(authorisation), authorisedNames]).default([]),
  /** In the order of the commands, the last word on each account. */
  team: z.array(teamChange).default([]),
  /** By login in lower case: whose the names in the contacts are (`bind-names.ts`). Null before ids were kept. */
  contacts: z.record(z.string(), boundName).nullable().default(null),
  /** Among those names, in lower case: the ones that somebody wrote in the form who is neither the author nor of the Service Team. Empty before 0.4.0. */
  strangers: z.array(z.string()).default([]),
  named: named.default({ body: '', by: {} }),
  /** By repository, `owner/name` in lower case. */
  mirrors: z.record(z.string(), mirrorMemory).default({}),
  /** By platform id: those that this dossier reaches by another transport than the process's. */
  transports: z.record(z.string(), transportSchema).default({}),
  /** By flow id: those whose status somebody changed. */
  flows: z.record(z.string(), flowMemorySchema).default({}),
  /** Somebody asked to see the flows before a phase shows them. */
  flowsAsked: z.boolean().default(false),
  /** Ids of the flows declared when the last phase was entered; null before. */
  flowsAtClosing: z.array(z.string()).nullable().default(null),
  /** By repository, `owner/name` in lower case: what the technical checks said last. */
  checks: z.record(z.string(), checkSummarySchema).default({}),
  /** Digest of what the comment of the checks says; null before. */
  checksTold: z.string().nullable().default(null),
  /** Rules of the checks that `/sans-objet` set aside. */
  ruleWaivers: z.array(ruleWaiverSchema).default([]),
  /** By repository, `owner/name` in lower case: who last asked for fixes there by `/corriger`, when, and for which rules; all where there is none. */
  fixes: z.record(z.string(), fixesAsked).default({}),
  /** When `/verifier` was last written. */
  checksAsked: z.string().nullable().default(null),
  /** By `owner/name` in lower case: the repositories in which the project wants no check run. Empty before 0.4.0. */
  runsOff: z.array(z.string()).default([]),
  /** By campaign id: when it was told (ISO), and the deadline for which it was recalled. Empty before 0.5.0. */
  campaigns: z.record(z.string(), z.object({ told: z.string(), recalled: z.string().nullable() })).default({}),
  paused: z.boolean().default(false),
  followed: z.boolean().default(true),
  reminders: z.object({ count: z.number(), lastAt: z.string().nullable() }).default({ count: 0, lastAt: null }),
  /** The last calls of the Service Team, each by its number and what it asked (`call-asks.ts`), oldest first. */
  called: z.array(z.object({ number: z.number(), at: z.string(), asks: z.array(z.string()).default([]) })).default([]),
  /**
   * What became of the team's name: the members to name where it notifies nobody, null where it does. `call` is the number of the call where it was found,
   * `tried` that of the last one where it was: somebody may mend it.
   */
  reach: z
    .object({ team: z.string(), call: z.number(), members: z.array(z.string()).nullable(), tried: z.number().default(0) })
    .nullable()
    .default(null),
  /** Digest of the body and when it last changed. */
  body: z.object({ digest: z.string(), changedAt: z.string() }),
  news: z.array(news).default([]),
  /** Who was answered neither by a reaction, which GitHub refused, nor in words, of which they had as many as a day holds. */
  untold: z.array(z.object({ by: z.string(), at: z.string() })).default([]),
  /** When the App wrote this state, ISO: an older one that somebody puts back is older than the comment's last change. Null before 0.2.0. */
  writtenAt: z.string().nullable().default(null),
});
export type DossierState = Frozen<z.infer<typeof stateSchema>>;

/** What a write makes true: the state that is kept is changed by the writes that took place, and by those alone. */
export type StateChange = (state: DossierState) => DossierState;

/** The state of a dossier that starts in a phase. */
export function initialState(entry: PhaseEntry, bodyDigest: string): DossierState {
  return stateSchema.parse({ version: 1, phase: entry.phase, history: [entry], body: { digest: bodyDigest, changedAt: entry.at } });
}

/** When the memory was lost at the latest, ISO; null where this one was never rebuilt. */
export function restoredAt({ history: [first], restoredAt: lost }: Pick<DossierState, 'history' | 'restoredAt'>): string | null {
  return first?.how === 'restored' ? (lost ?? first.at) : null;
}
