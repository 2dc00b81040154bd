import { standingText } from '../answers/standing-text.ts';
import type { Phase, Procedure } from '../config/procedure.ts';
import type { Answers, ParsedIssue, Remarks, Unplaced } from '../form/answers.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import { parisDate } from '../words/calendar.ts';
import { digest } from '../words/digest.ts';
import { keepLast } from '../words/keep-last.ts';
import type { CheckReport } from './checks/check.ts';
import type { FixesNeed, FixesReading } from './checks/fixes-reading.ts';
import type { HeadReading, HeadSeen } from './checks/head-reading.ts';
import type { ReportBasis } from './checks/report-basis.ts';
import type { RunsNeed, RunsReading } from './checks/run.ts';
import { withAwaitedChoices } from './awaited-choices.ts';
import { type Contacts, readContacts } from './contacts.ts';
import { type Mention, readMentions } from './declared-repositories.ts';
import { type FlowAnswer, readFlowAnswers } from '../flows/flow-answers.ts';
import { readSeenAccounts, type SeenAccounts } from './seen-accounts.ts';
import type { AccountSight, IssueEvent, Namings, Observation, Revision, Right, TeamReach } from './observation.ts';
import type { MirrorOptions } from './mirror/mirror-options.ts';
import { type OwnPart, ownParts } from './prerequisites/own-part.ts';
import type { RepositoryReading } from './mirror/repository-reading.ts';
import { maskSecrets } from '../words/secrets.ts';

/** What does not change while one reconcile decides: the observation, read once into the words of the domain. At a state, it is a `Dossier`. */
export interface Facts {
  readonly observation: Observation;
  readonly procedure: Procedure;
  readonly answers: Answers;
  /** What of them is for each prerequisite, by id. */
  readonly parts: ReadonlyMap<string, OwnPart>;
  /** What people added to the options that they chose. */
  readonly remarks: Remarks;
  readonly unplaced: readonly Unplaced[];
  readonly flowAnswers: readonly FlowAnswer[];
  /** The repositories that the answers declare. */
  readonly mentions: readonly Mention[];
  /** Of the body without its secrets. */
  readonly bodyDigest: string;
  readonly contacts: Contacts;
  readonly seen: SeenAccounts;
  /** What the form says of branches and tags. */
  readonly mirrorOptions: MirrorOptions;
  readonly namings: Namings;
  /** Where something shaped like a secret stands. Its text is already masked everywhere else. */
  readonly secrets: readonly ('issue' | 'comment')[];
  /** ISO instant. */
  readonly now: string;
  /** `AAAA-MM-JJ` in Paris. */
  readonly today: string;
  readonly ask: Questions;
}

/** Look-ups that may not have been read yet: an unknown one counts as unverified, and is noted so that `observe` reads it and decides again. */
export interface Questions {
  readonly right: (login: string) => Right;
  /** The issue's events with the names that labels had then, for what somebody meant by one; with those of today until they were read. */
  readonly events: () => readonly IssueEvent[];
  /** Null until it was read. */
  readonly account: (login: string) => AccountSight | null;
  /** What became of the team's name in a comment, by its node id. Null until it was read. */
  readonly teamReach: (comment: string) => TeamReach | null;
  /** The revisions of a comment that was edited, newest first, by its node id. Null until they were read. */
  readonly revisions: (comment: string) => readonly Revision[] | null;
  /** The revisions of the form, newest first. Null until they were read. */
  readonly bodyHistory: () => Observation['bodyHistory'];
  readonly diagnosis: () => Observation['diagnosis'];
  /** Null until it was read. */
  readonly repository: (name: string) => RepositoryReading | null;
  readonly head: HeadQuestions;
  /** What the checks say of a commit of a repository. Null until it was read. */
  readonly report: (name: string, commit: string, basis: ReportBasis) => CheckReport | null;
  /** Null until it was read. */
  readonly fixes: (need: FixesNeed) => FixesReading | null;
  /** The same of a commit of a pull request, which may be gone. */
  readonly pullReport: (name: string, commit: string, basis: ReportBasis) => CheckReport | 'unreadable' | null;
  /** The commits that people look at in a repository, beside the one at the end of its default branch. Null until it was read. */
  readonly runs: (need: RunsNeed) => RunsReading | null;
}

/** Look-ups of a repository before its files, no older than a demand to look again (null: of any age). Each is null until it was read. */
export interface HeadQuestions {
  readonly of: (name: string, freshSince: string | null) => HeadReading | null;
  /** May whoever named it write there? */
  readonly namerWrites: (name: string, freshSince: string | null) => HeadSeen['namerWrites'];
  readonly end: (name: string, freshSince: string | null) => HeadSeen['end'];
}

/** What the body says, by the form, and what of it is for each prerequisite. */
export interface FormReading
  extends Omit<ParsedIssue, 'remarks'>, Pick<Facts, 'parts' | 'flowAnswers' | 'mentions' | 'remarks' | 'bodyDigest'> {
  /** Whether something in the body is shaped like a secret. */
  readonly holdsSecret: boolean;
}

/** Bodies whose reading is kept, of each process: a dossier is decided several times at each look, and most looks find the body that the last one found. */
const KEPT = 8;

interface Reader {
  readonly form: IssueForm;
  readonly read: (masked: string) => FormReading;
}

const readers = new WeakMap<Procedure, Reader>();

/** Parses the body by the form, with secrets masked first. Read once as long as it is among the last ones of this process and this form. */
export function readForm({ form, issue, procedure }: Observation): FormReading {
  const known = readers.get(procedure);
  const reader = known?.form === form ? known : { form, read: keepLast(KEPT, (masked) => readBody(masked, { form, procedure })) };
  readers.set(procedure, reader);
  const masked = maskSecrets(issue.body);
  const reading = reader.read(masked);
  return masked === issue.body ? reading : { ...reading, holdsSecret: true };
}

function readBody(masked: string, { form, procedure }: Pick<Observation, 'form' | 'procedure'>): FormReading {
  const parsed = withAwaitedChoices(form, parseAnswers(form, masked));
  const { remarks = {} } = parsed;
  const answers = standingAnswers(parsed.answers);
  return {
    ...parsed,
    answers,
    remarks,
    parts: ownParts(answers, procedure.prerequisites),
    flowAnswers: readFlowAnswers(procedure, parsed.answers),
    mentions: readMentions({ procedure, answers }),
    bodyDigest: digest(masked),
    holdsSecret: false,
  };
}

/** The answers as they are judged: of a text, what stands. What was ticked or chosen is the form's own words. */
function standingAnswers(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, typeof answer === 'string' ? standingAnswer(answer) : answer]),
  );
}

function standingAnswer(answer: string): string | null {
  const standing = standingText(answer);
  return standing.trim() === '' ? null : standing;
}

/** An observation in the words of the domain. */
export function readFacts(
  observation: Observation,
  now: string,
  { reading, namings, mirrorOptions, ask }: Pick<Facts, 'namings' | 'mirrorOptions' | 'ask'> & { reading: FormReading },
): Facts {
  const { answers, remarks, unplaced, parts, flowAnswers, mentions, bodyDigest } = reading;
  const secrets: ('issue' | 'comment')[] = [];
  if (reading.holdsSecret) secrets.push('issue');
  if (observation.comments.some(({ body }) => maskSecrets(body) !== body)) secrets.push('comment');
  return {
    observation,
    procedure: observation.procedure,
    answers,
    parts,
    remarks,
    unplaced,
    flowAnswers,
    mentions,
    bodyDigest,
    contacts: readContacts({ ...observation, answers }),
    seen: readSeenAccounts(observation),
    mirrorOptions,
    namings,
    secrets,
    now,
    today: parisDate(now),
    ask,
  };
}

/** The day, `AAAA-MM-JJ` in France, that the body was last written. */
export function writtenOn({ issue: { createdAt, lastEditedAt } }: Observation): string {
  return parisDate(lastEditedAt ?? createdAt);
}

/** The phase of that id; the first one when the procedure no longer holds it. */
export function phaseOf(procedure: Procedure, id: string): Phase {
  const phase = procedure.phases.find((candidate) => candidate.id === id) ?? procedure.phases[0];
  if (phase === undefined) throw new Error('a procedure has at least two phases');
  return phase;
}

/** Rank of a phase in the procedure, from 0. */
export function phaseRank(procedure: Procedure, id: string): number {
  return Math.max(
    0,
    procedure.phases.findIndex((phase) => phase.id === id),
  );
}
