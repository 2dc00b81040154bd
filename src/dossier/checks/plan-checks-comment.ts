import { repositoryKey } from '../../words/key.ts';
import type { Dossier } from '../dossier.ts';
import type { Draft } from '../engine/draft.ts';
import type { Facts } from '../facts.ts';
import type { WantedComment } from '../plan.ts';
import type { DossierState } from '../state.ts';
import { digest } from '../../words/digest.ts';
import { onBehalfOf } from '../on-behalf-of.ts';
import { checkedRepositories, readWholeChecks, type RepositoryChecks } from './assess-checks.ts';
import { type Contradiction, findContradictions } from './attestations.ts';
import type { ReportWanted } from './report-wanted.ts';
import { addressWithRuns, areRunsUnread, awaitsPress, detailsTold, notePresses } from './plan-runs.ts';
import { brokenRules } from './summary.ts';

/** Remembers what the checks said, and shows it where it differs from what was told. Silent while nothing is new, and where no repository can be read. */
export function watchChecks(draft: Draft): Draft {
  const { dossier } = draft;
  if (dossier.observation.memory.kind === 'none') {
    return checkedRepositories(dossier).length === 0 ? draft : { ...draft, alarms: [...draft.alarms, dossier.now] };
  }
  const noted = notePresses(dossier);
  return {
    ...draft,
    dossier: noted.with({ checks: remember(noted) }),
    comments: [...draft.comments, ...checksComment(noted)],
    alarms: [...draft.alarms, ...(awaitsPress(noted) ? [noted.now] : [])],
  };
}

/** What is to be remembered of the checks: what was already, where nothing is new or can be read. */
function remember({ checks, state }: Dossier): DossierState['checks'] {
  const kept = checks.flatMap(({ name, summary, lastSeen }) => {
    const known = summary ?? lastSeen;
    return known === null ? [] : [[repositoryKey(name), known] as const];
  });
  const same = kept.length === Object.keys(state.checks).length && kept.every(([name, summary]) => state.checks[name] === summary);
  return same ? state.checks : Object.fromEntries(kept);
}

/**
 * The comment opens when somebody has something to mend or to look at (that the others conform, or why they were not read, the status tells), then follows what there is to tell; while
 * that does not change, the repositories are not read to show them again.
 */
function checksComment(dossier: Dossier): readonly WantedComment[] {
  const { checks, observation, procedure, state } = dossier;
  // What the comment says follows from where the details stand.
  if (checks.some((one) => areRunsUnread(dossier, one))) return [];
  const { fixes } = dossier;
  const told = toldOf(dossier, checks);
  const exists = observation.comments.some(({ slot }) => slot === 'checks');
  if (exists ? told === state.checksTold : !checks.some(asksSomething) && fixes.length === 0) return [];
  const runs = withRuns(dossier);
  const whole = readWholeChecks(
    dossier,
    runs.map(({ name }) => name),
  );
  const contradictions = contradictionsOf(dossier, whole);
  const content = { kind: 'checks', checks: whole, contradictions, fixes, mode: procedure.checks.mode, runs } as const;
  return [{ slot: 'checks', content, makesTrue: (kept) => ({ ...kept, checksTold: told }) }];
}

function asksSomething({ summary, obstacle }: RepositoryChecks): boolean {
  if (summary === null) return obstacle === 'too-many';
  const { blocking, breaking, audited, undetermined, asSeen, ignored } = summary.counts;
  return blocking + breaking + audited + undetermined + asSeen + ignored > 0;
}

/** All that decides what the comment says, as one word: the commits, the repositories out of reach, the boxes ticked, the fixes asked for, and the process. */
function toldOf(dossier: Dossier, checks: readonly RepositoryChecks[]): string {
  const seen = checks.map((one) => [
    one.name,
    one.summary?.commit,
    one.summary?.private,
    areDetailsTold(one),
    one.obstacle,
    ...[one.summary?.waived ?? []].flat(),
  ]);
  const { fixes } = dossier;
  const runs = withRuns(dossier);
  const contradictions = contradictionsOf(dossier, checks).map(({ option, repository, broken }) => [option, repository, broken.rule]);
  // Where there are no fixes and no check run, as before there were any: nothing is told again for want of them.
  return digest(
    JSON.stringify([
      dossier.procedure.checks.mode,
      seen,
      contradictions,
      ...(fixes.length === 0 ? [] : [fixes]),
      ...(runs.length === 0 ? [] : [runs]),
    ]),
  );
}

/** The repositories whose details stand in a check run. */
function withRuns(dossier: Dossier): readonly { readonly name: string; readonly url: string }[] {
  return dossier.checks.flatMap((one) => {
    const url = addressWithRuns(dossier, one);
    return url === null ? [] : [{ name: one.name, url }];
  });
}

/** True where the details stand, or will once the report is written; false in a private repository that takes no issue. */
function areDetailsTold({ inspected, summary }: RepositoryChecks): boolean | undefined {
  return inspected === null ? summary?.reported : !inspected.private || inspected.hasIssues;
}

function contradictionsOf(facts: Facts, checks: readonly RepositoryChecks[]): readonly Contradiction[] {
  return checks.flatMap(({ name, summary }) => findContradictions(facts, name, summary?.broken ?? []));
}

/** The private repositories whose details must be written there: those that were just read and let issues be opened. */
export function wantReports(dossier: Dossier): readonly ReportWanted[] {
  const { key, issue } = dossier.observation;
  return dossier.checks.flatMap((one) => {
    const { name, inspected } = one;
    if (inspected?.private !== true || !inspected.hasIssues || addressWithRuns(dossier, one) !== null) return [];
    const contradictions = findContradictions(dossier, name, brokenRules(inspected.report.rules));
    const behalf = onBehalfOf(dossier, { name, id: inspected.id });
    return behalf === null
      ? []
      : [{ inspected, contradictions, onBehalfOf: behalf, dossier: { key, url: issue.url }, makesTrue: detailsTold(name) }];
  });
}
