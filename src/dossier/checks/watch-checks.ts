import type { Draft } from '../draft.ts';
import type { Facts } from '../facts.ts';
import type { WantedComment } from '../plan.ts';
import type { DossierState } from '../state.ts';
import { assessChecks, checkedRepositories, readWholeChecks, rememberedChecks, type RepositoryChecks } from './assess-checks.ts';
import { findContradictions } from './attestations.ts';
import type { ReportWanted } from './sight.ts';

/** Remembers what the checks said, and shows it where something was read. Silent while nothing is new, and where no repository can be read. */
export function watchChecks(facts: Facts, draft: Draft): Draft {
  if (facts.observation.memory.kind === 'none') {
    return checkedRepositories(facts).length === 0 ? draft : { ...draft, alarms: [...draft.alarms, facts.now] };
  }
  const checks = assessChecks(facts, draft.state);
  const kept = checks.flatMap(({ name, summary }) => (summary === null ? [] : [[name.toLowerCase(), summary] as const]));
  const state = { ...draft.state, checks: Object.fromEntries(kept) };
  return { ...draft, state, comments: [...draft.comments, ...checksComment(facts, draft.state, checks)] };
}

/** The comment follows what was read; while nothing is read again, it stays as it is. */
function checksComment(facts: Facts, state: DossierState, checks: readonly RepositoryChecks[]): readonly WantedComment[] {
  const exists = facts.observation.comments.some(({ slot }) => slot === 'checks');
  const known = checks.some(({ summary }) => summary !== null);
  const news = checks.some(({ inspected }) => inspected !== null) || isOutdated(rememberedChecks(facts), checks);
  if (!known || (exists && !news)) return [];
  const whole = readWholeChecks(facts, state);
  const contradictions = findContradictions(facts, whole);
  return [{ slot: 'checks', content: { kind: 'checks', checks: whole, contradictions, mode: facts.procedure.checks.mode } }];
}

/** A repository that was shown is no longer declared, or no longer within reach. */
function isOutdated(before: DossierState['checks'], checks: readonly RepositoryChecks[]): boolean {
  const now = new Set(checks.filter(({ summary }) => summary !== null).map(({ name }) => name.toLowerCase()));
  return Object.keys(before).some((name) => !now.has(name));
}

/** The private repositories whose details must be written there: those that were just read and let issues be opened. */
export function wantReports(facts: Facts, state: DossierState): readonly ReportWanted[] {
  return assessChecks(facts, state).flatMap(({ inspected }) =>
    inspected !== null && inspected.private && inspected.hasIssues ? [{ inspected, dossier: facts.observation.issue.url }] : [],
  );
}
