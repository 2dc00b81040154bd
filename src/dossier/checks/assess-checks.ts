import { repositoryKey, sameRepository } from '../../words/key.ts';
import type { Dossier } from '../dossier.ts';
import { isAuthorised, isWithdrawing } from '../authorisations.ts';
import { mayBeTold } from '../repository-access.ts';
import { attestedDigest } from './attestations.ts';
import { hurriedAgain, isHurryOver, readAgainAt } from './hurry.ts';
import type { HeadObstacle, HeadSeen } from './head-reading.ts';
import type { InspectedRepository } from './inspected-repository.ts';
import { basisDigest, reportBasis } from './report-basis.ts';
import { setAside, waivedDigest, waiversIn } from './rule-waivers.ts';
import { type CheckSummary, summarise } from './summary.ts';

/** Repositories checked for one dossier, as many as are mirrored. */
const MAX_REPOSITORIES = 20;

/** Why a repository could not be checked. */
export type ChecksObstacle =
  | HeadObstacle['kind']
  /** Of a repository that everybody may see; a private one is then `unreachable`. */
  | 'not-authorised'
  | 'right-unverified'
  | 'empty'
  | 'too-many';

/** A declared repository and what its checks say. */
export interface RepositoryChecks {
  /** `owner/name`. */
  readonly name: string;
  /** Null when it was not read now: nothing changed, or it could not be. */
  readonly inspected: InspectedRepository | null;
  /** From what was read now, or remembered. */
  readonly summary: CheckSummary | null;
  readonly obstacle: ChecksObstacle | null;
  /** What its checks said when it was last read, where it cannot be read now: that it is out of reach says nothing of its files. */
  readonly lastSeen: CheckSummary | null;
}

/**
 * Every declared repository on GitHub with its checks; none where the process makes none, and none at the opening: the status comment comes first, and
 * does not wait for files to be read. What is not known yet is asked for.
 */
export function assessChecks(dossier: Dossier): readonly RepositoryChecks[] {
  return dossier.observation.memory.kind === 'none' ? [] : checkedRepositories(dossier).map((name, rank) => look(dossier, { name, rank }));
}

/** The repositories to check: those declared on GitHub, but for the hub itself. */
export function checkedRepositories({ observation: { hub }, procedure, repositories }: Dossier): readonly string[] {
  if (procedure.checks.mode === 'off') return [];
  return repositories.filter((name) => !sameRepository(name, `${hub.owner}/${hub.repo}`));
}

/** A repository to look at, and what was remembered of it. */
interface Known {
  readonly name: string;
  readonly remembered: CheckSummary | null;
  /** A demand to look again that was not met yet. */
  readonly freshSince: string | null;
}

function look(dossier: Dossier, { name, rank }: { name: string; rank: number }): RepositoryChecks {
  if (rank >= MAX_REPOSITORIES) return stoppedBy(name, 'too-many');
  const known = whatIsKnown(dossier, name);
  const head = dossier.ask.head.of(name, known.freshSince);
  if (head === null || head.kind === 'unread') return asRemembered(known);
  if (head.kind !== 'seen') return outOfReach(dossier, known, { obstacle: obstacleTold(head), id: null });
  return lookInside(dossier, known, head);
}

function whatIsKnown({ state }: Dossier, name: string): Known {
  const remembered = state.checks[repositoryKey(name)] ?? null;
  return { name, remembered, freshSince: state.checksAsked === remembered?.demand ? null : state.checksAsked };
}

/** No commit and no file is read of a repository that nobody showed here, or that is private, until whoever named it may write there. */
function lookInside(dossier: Dossier, known: Known, head: HeadSeen): RepositoryChecks {
  const { name, remembered } = known;
  const told = isTold(dossier, known, head);
  const hidden = told && !head.private ? null : refusal(dossier, known, head);
  if (hidden !== null) return hidden;
  const end = dossier.ask.head.end(name, known.freshSince);
  if (end === null) return asRemembered(known);
  if (end.commit === null) return stoppedBy(name, 'empty');
  if (told && end.commit === remembered?.commit) return asRemembered({ ...known, remembered: met(dossier, remembered) });
  return refusal(dossier, known, head) ?? inspect(dossier, known, { head, commit: end.commit });
}

/**
 * True where all that is to be told of the remembered commit stands already; false where its details must be written again: it became private or public, takes
 * issues at last, or is private and other boxes are ticked, the process names other registries or clusters, the dossier declares other resources, other rules are set aside, or its authorisation was just taken back. What was hurried is read again in its time.
 */
function isTold(dossier: Dossier, { name, remembered }: Pick<Known, 'name' | 'remembered'>, head: HeadSeen): boolean {
  if (remembered?.reported !== true || isWithdrawing(dossier, { name, id: head.id }) || remembered.private !== head.private) return false;
  if (remembered.hurried !== null && isHurryOver(remembered.hurried, dossier.now)) return false;
  if (remembered.registries !== null && remembered.registries !== basisDigest(dossier)) return false;
  if (remembered.waived !== waivedDigest(dossier, name)) return false;
  return remembered.attested === null || remembered.attested === attestedDigest(dossier);
}

/** What keeps the files from being read for whoever named the repository; null once nothing does. */
function refusal(dossier: Dossier, known: Known, head: HeadSeen): RepositoryChecks | null {
  if (isAuthorised(dossier.state, head.id)) return null;
  const namerWrites = dossier.ask.head.namerWrites(known.name, known.freshSince);
  if (namerWrites === 'yes') return null;
  if (namerWrites === null) return asRemembered(known);
  if (!mayBeTold({ private: head.private, namerWrites }, false))
    return outOfReach(dossier, known, { obstacle: 'unreachable', id: head.id });
  return outOfReach(dossier, known, { obstacle: namerWrites === 'no' ? 'not-authorised' : 'right-unverified', id: head.id });
}

function inspect(dossier: Dossier, known: Known, { head, commit }: { head: HeadSeen; commit: string }): RepositoryChecks {
  const report = dossier.ask.report(known.name, commit, reportBasis(dossier));
  if (report === null) return asRemembered(known);
  const { id, name, url, private: closed, hasIssues } = head;
  const told = setAside(report, waiversIn(dossier, known.name));
  const inspected = { id, name, url, private: closed, hasIssues, commit, report: told };
  const summary = summarise(inspected, {
    demand: dossier.state.checksAsked,
    attested: attestedDigest(dossier),
    registries: basisDigest(dossier),
    waived: waivedDigest(dossier, known.name),
    hurry: hurriedAgain(known.remembered?.commit === commit ? known.remembered.hurried : null, dossier.now),
  });
  return { name: known.name, inspected, summary, obstacle: null, lastSeen: null };
}

/** When commits of which not all was judged are read again. */
export function hurriedChecks({ checks, now }: Pick<Dossier, 'checks' | 'now'>): readonly string[] {
  return checks.flatMap(({ summary }) => {
    const hurry = summary?.hurried ?? null;
    return hurry === null || isHurryOver(hurry, now) ? [] : [readAgainAt(hurry)];
  });
}

function stoppedBy(name: string, obstacle: ChecksObstacle): RepositoryChecks {
  return { name, inspected: null, summary: null, obstacle, lastSeen: null };
}

/** Why a repository is not read; `id` null where GitHub does not show it. */
interface OutOfReach {
  readonly obstacle: ChecksObstacle;
  readonly id: number | null;
}

/** What the authorisation of a repository showed goes with it, by decision. */
function outOfReach(dossier: Dossier, { name, remembered }: Known, { obstacle, id }: OutOfReach): RepositoryChecks {
  return { ...stoppedBy(name, obstacle), lastSeen: isWithdrawing(dossier, { name, id }) ? null : remembered };
}

function asRemembered({ name, remembered }: Pick<Known, 'name' | 'remembered'>): RepositoryChecks {
  return { name, inspected: null, summary: remembered, obstacle: null, lastSeen: null };
}

/** Whether everybody may see a repository that GitHub refuses to show is not known, nor whether it is one that was authorised. */
function obstacleTold(obstacle: HeadObstacle): ChecksObstacle {
  if (obstacle.kind === 'unreachable') return obstacle.kind;
  return mayBeTold({ private: true, namerWrites: obstacle.namerWrites }, false) ? obstacle.kind : 'unreachable';
}

function met({ state: { checksAsked: demand } }: Dossier, remembered: CheckSummary): CheckSummary {
  return remembered.demand === demand ? remembered : { ...remembered, demand };
}

/** A repository as it was seen, the commit of which its checks tell, and a demand to look again that was not met yet. */
export interface HeadTold {
  readonly head: HeadSeen;
  readonly commit: string;
  readonly freshSince: string | null;
}

/** Null where the repository could not be seen, or another commit is told. */
export function headTold(dossier: Dossier, { name, summary, obstacle }: RepositoryChecks): HeadTold | null {
  if (summary === null || obstacle !== null) return null;
  const { freshSince } = whatIsKnown(dossier, name);
  const head = dossier.ask.head.of(name, freshSince);
  if (head?.kind !== 'seen' || dossier.ask.head.end(name, freshSince)?.commit !== summary.commit) return null;
  return { head, commit: summary.commit, freshSince };
}

/** True where the files of a repository may be read, and something written there, for whoever named it; false as well while that is not known. */
export function isReadable(dossier: Dossier, name: string, head: HeadSeen): boolean {
  return refusal(dossier, whatIsKnown(dossier, name), head) === null;
}

/** The same with a whole report of each repository that can be read, for a comment that shows them all, but for those whose details stand `elsewhere`. */
export function readWholeChecks(dossier: Dossier, elsewhere: readonly string[]): readonly RepositoryChecks[] {
  return dossier.checks.map((checks) => {
    if (checks.inspected !== null || checks.summary === null || elsewhere.includes(checks.name)) return checks;
    const known = whatIsKnown(dossier, checks.name);
    const head = dossier.ask.head.of(known.name, known.freshSince);
    if (head?.kind !== 'seen' || refusal(dossier, known, head) !== null) return checks;
    const { commit } = checks.summary;
    if (dossier.ask.head.end(known.name, known.freshSince)?.commit !== commit) return checks;
    return { ...checks, inspected: inspect(dossier, known, { head, commit }).inspected };
  });
}
