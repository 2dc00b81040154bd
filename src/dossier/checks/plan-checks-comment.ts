import type { Draft } from '../engine/draft.ts';
import type { Facts } from '../facts.ts';
import type { WantedComment } from '../plan.ts';
import type { DossierState, StateChange } from '../state.ts';
import { digest } from '../../words/digest.ts';
import { onBehalfOf } from '../on-behalf-of.ts';
import { assessChecks, checkedRepositories, readWholeChecks, type RepositoryChecks } from './assess-checks.ts';
import { type Contradiction, findContradictions } from './attestations.ts';
import type { ReportWanted } from './report-wanted.ts';
import { brokenRules } from './summary.ts';

/** Remembers what the checks said, and shows it where it differs from what was told. Silent while nothing is new, and where no repository can be read. */
export function watchChecks(facts: Facts, draft: Draft): Draft {
  if (facts.observation.memory.kind === 'none') {
    return checkedRepositories(facts).length === 0 ? draft : { ...draft, alarms: [...draft.alarms, facts.now] };
  }
  const checks = assessChecks(facts, draft.state);
  const kept = checks.flatMap(({ name, summary }) => (summary === null ? [] : [[name.toLowerCase(), summary] as const]));
  const told = toldOf(facts, checks);
  const state = { ...draft.state, checks: Object.fromEntries(kept) };
  return { ...draft, state, comments: [...draft.comments, ...checksComment(facts, draft.state, { checks, told })] };
}

/** The comment follows what there is to tell; while that does not change, the repositories are not read to show them again. */
function checksComment(
  facts: Facts,
  state: DossierState,
  { checks, told }: { checks: readonly RepositoryChecks[]; told: string },
): readonly WantedComment[] {
  const exists = facts.observation.comments.some(({ slot }) => slot === 'checks');
  const known = checks.some(({ summary }) => summary !== null);
  if (exists ? told === state.checksTold : !known) return [];
  const whole = readWholeChecks(facts, state);
  const contradictions = contradictionsOf(facts, whole);
  const content = { kind: 'checks', checks: whole, contradictions, mode: facts.procedure.checks.mode } as const;
  return [{ slot: 'checks', content, makesTrue: (kept) => ({ ...kept, checksTold: told }) }];
}

/** All that decides what the comment says, as one word: the commits, the repositories out of reach, the boxes ticked, and the process. */
function toldOf(facts: Facts, checks: readonly RepositoryChecks[]): string {
  const seen = checks.map((one) => [one.name, one.summary?.commit, one.summary?.private, areDetailsTold(one), one.obstacle]);
  const contradictions = contradictionsOf(facts, checks).map(({ option, repository, broken }) => [option, repository, broken.rule]);
  return digest(JSON.stringify([facts.procedure.checks.mode, seen, contradictions]));
}

/** True where the details stand, or will once the report is written; false in a private repository that takes no issue. */
function areDetailsTold({ inspected, summary }: RepositoryChecks): boolean | undefined {
  return inspected === null ? summary?.reported : !inspected.private || inspected.hasIssues;
}

function contradictionsOf(facts: Facts, checks: readonly RepositoryChecks[]): readonly Contradiction[] {
  return checks.flatMap(({ name, summary }) => findContradictions(facts, name, summary?.broken ?? []));
}

/** The private repositories whose details must be written there: those that were just read and let issues be opened. */
export function wantReports(facts: Facts, state: DossierState): readonly ReportWanted[] {
  const { key, issue } = facts.observation;
  return assessChecks(facts, state).flatMap(({ name, inspected }) => {
    if (inspected?.private !== true || !inspected.hasIssues) return [];
    const contradictions = findContradictions(facts, name, brokenRules(inspected.report.rules));
    const behalf = onBehalfOf(facts, state, { name, id: inspected.id });
    return behalf === null
      ? []
      : [{ inspected, contradictions, onBehalfOf: behalf, dossier: { key, url: issue.url }, makesTrue: reported(name) }];
  });
}

function reported(name: string): StateChange {
  return (state) => {
    const summary = state.checks[name.toLowerCase()];
    return summary === undefined ? state : { ...state, checks: { ...state.checks, [name.toLowerCase()]: { ...summary, reported: true } } };
  };
}
