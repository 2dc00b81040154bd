import { digest } from '../../words/digest.ts';
import { repositoryKey } from '../../words/key.ts';
import type { Dossier } from '../dossier.ts';
import { onBehalfOf } from '../on-behalf-of.ts';
import type { StateChange } from '../state.ts';
import { headTold, isReadable, type RepositoryChecks } from './assess-checks.ts';
import { attestedDigest, findContradictions } from './attestations.ts';
import type { CheckReport } from './check.ts';
import { type Hurry, hurriedAgain, isHurryOver, readAgainAt } from './hurry.ts';
import type { HeadSeen } from './head-reading.ts';
import type { InspectedRepository } from './inspected-repository.ts';
import { keepsPress, pressToMend, rememberPress } from './presses.ts';
import { basisDigest, reportBasis } from './report-basis.ts';
import type { FollowedCommit, RunMode, RunsReading, RunWanted } from './run.ts';
import { setAside, waivedDigest, waiversIn } from './rule-waivers.ts';
import { actionsOf } from './run-actions.ts';
import { brokenRules } from './summary.ts';

/** How the check runs of a repository end; null where the process wants none, or the project wants none there. */
export function runMode({ procedure, state }: Pick<Dossier, 'procedure' | 'state'>, name: string): RunMode | null {
  const { runs } = procedure.checks;
  return runs === 'off' || state.runsOff.includes(repositoryKey(name)) ? null : runs;
}

/** A repository that has check runs, as it was seen. */
interface WithRuns {
  readonly mode: RunMode;
  readonly head: HeadSeen;
  readonly reading: RunsReading;
}

/** Null for a repository that has none; `unread` while that is not known. */
function lookAtRuns(dossier: Dossier, checks: RepositoryChecks): WithRuns | 'unread' | null {
  const mode = runMode(dossier, checks.name);
  const told = mode === null ? null : headTold(dossier, checks);
  if (mode === null || told === null) return null;
  const { head, commit, freshSince } = told;
  const reading = dossier.ask.runs({ name: checks.name, commit, freshSince });
  return reading === null ? 'unread' : { mode, head, reading };
}

/** True while it is not known whether the details of a repository stand in a check run. */
export function areRunsUnread(dossier: Dossier, checks: RepositoryChecks): boolean {
  return lookAtRuns(dossier, checks) === 'unread';
}

/** Address of a repository whose details stand in a check run, or will once it is written; null for another. */
export function addressWithRuns(dossier: Dossier, checks: RepositoryChecks): string | null {
  const seen = lookAtRuns(dossier, checks);
  return seen !== null && seen !== 'unread' && seen.reading.kind === 'seen' ? seen.head.url : null;
}

/** The check runs that must be written: those that are missing, unfinished, or made under something else. A commit that has its own is not read again. */
export function wantRuns(dossier: Dossier): readonly RunWanted[] {
  return dossier.checks.flatMap((checks) => {
    const seen = lookAtRuns(dossier, checks);
    if (seen === null || seen === 'unread' || seen.reading.kind !== 'seen') return [];
    return seen.reading.commits.flatMap((one) => wantRun(dossier, checks, { ...seen, one }) ?? []);
  });
}

/** The dossier with the presses that ask for fixes remembered as `/corriger` is, before the runs that keep them end. */
export function notePresses(dossier: Dossier): Dossier {
  const noted = dossier.checks.reduce((state, checks) => {
    const press = pressToMend(followedIn(dossier, checks));
    return press === null ? state : rememberPress(state, checks.name, press);
  }, dossier.state);
  return dossier.at(noted);
}

/** True where a run keeps a press that the dossier does not hold yet: it ends at the next look, once the dossier does. */
export function awaitsPress(dossier: Dossier): boolean {
  return dossier.checks.some((checks) => followedIn(dossier, checks).some((one) => keepsPress(dossier, checks.name, one)));
}

function followedIn(dossier: Dossier, checks: RepositoryChecks): readonly FollowedCommit[] {
  const seen = lookAtRuns(dossier, checks);
  return seen === null || seen === 'unread' || seen.reading.kind !== 'seen' ? [] : seen.reading.commits;
}

interface Looked extends Omit<WithRuns, 'reading'> {
  readonly one: FollowedCommit;
}

function wantRun(dossier: Dossier, checks: RepositoryChecks, { mode, head, one }: Looked): RunWanted | null {
  const { commit, pull, standing } = one;
  const { name } = checks;
  const is = madeUnder(dossier, { mode, head, one });
  const told = pull !== null || !head.private || checks.summary?.reported === true;
  const made = standing.kind === 'done' ? readMark(standing.is) : null;
  const hurry = made?.is === is ? made.hurry : null;
  if (told && made?.is === is && (hurry === null || !isHurryOver(hurry, dossier.now))) return null;
  if (keepsPress(dossier, name, one)) return null;
  const behalf = onBehalfOf(dossier, { name, id: head.id });
  if (behalf === null || !isReadable(dossier, name, head)) return null;
  const report = reportOf(dossier, checks, one);
  if (report === null) return null;
  const { id, url, private: closed, hasIssues } = head;
  const inspected: InspectedRepository = { id, name: head.name, url, private: closed, hasIssues, commit, report };
  const { key, issue } = dossier.observation;
  return {
    inspected,
    pull,
    press: standing.kind === 'unfinished' ? standing.asked : null,
    is: writeMark(is, report.hurried ? hurriedAgain(hurry, dossier.now) : null),
    mode,
    contradictions: closed && pull === null ? findContradictions(dossier, name, brokenRules(report.rules)) : [],
    actions: actionsOf(inspected, pull),
    onBehalfOf: behalf,
    dossier: { key, url: issue.url },
    makesTrue: pull === null ? detailsTold(name) : (state) => state,
  };
}

/** All that the run of a commit says besides its files, as one word. */
function madeUnder(dossier: Dossier, { mode, head, one: { pull } }: Looked): string {
  const attested = head.private && pull === null ? attestedDigest(dossier) : null;
  return digest(JSON.stringify([mode, basisDigest(dossier), head.private, attested, waivedDigest(dossier, head.name)]));
}

/** What a run was made under, and whether it was hurried. */
interface Mark {
  readonly is: string;
  readonly hurry: Hurry | null;
}

function writeMark(is: string, hurry: Hurry | null): string {
  return hurry === null ? is : `${is} hurried:${hurry.times} ${hurry.at}`;
}

function readMark(written: string): Mark {
  const [, is, times, at] = /^(\S+) hurried:(\d+) (\S+)$/.exec(written) ?? [];
  return is === undefined || at === undefined ? { is: written, hurry: null } : { is, hurry: { at, times: Number(times) } };
}

/** When the runs of commits of which not all was judged are made again. */
export function hurriedRuns(dossier: Dossier): readonly string[] {
  return dossier.checks
    .flatMap((checks) => followedIn(dossier, checks))
    .flatMap(({ standing }) => {
      const hurry = standing.kind === 'done' ? readMark(standing.is).hurry : null;
      return hurry === null || isHurryOver(hurry, dossier.now) ? [] : [readAgainAt(hurry)];
    });
}

/** Null while it was not read, and where it cannot be. */
function reportOf(dossier: Dossier, { name, inspected }: RepositoryChecks, one: FollowedCommit): CheckReport | null {
  if (inspected?.commit === one.commit) return inspected.report;
  const report = readReport(dossier, name, one);
  return report === null ? null : setAside(report, waiversIn(dossier, name));
}

function readReport(dossier: Dossier, name: string, { commit, pull }: FollowedCommit): CheckReport | null {
  const { ask } = dossier;
  if (pull === null) return ask.report(name, commit, reportBasis(dossier));
  const report = ask.pullReport(name, commit, reportBasis(dossier));
  return report === 'unreadable' ? null : report;
}

/** The details of a private repository stand where they may be read. */
export function detailsTold(name: string): StateChange {
  return (state) => {
    const summary = state.checks[repositoryKey(name)];
    return summary === undefined ? state : { ...state, checks: { ...state.checks, [repositoryKey(name)]: { ...summary, reported: true } } };
  };
}
