import type { Phase } from '../config/procedure.ts';
import { seeEvidence } from './evidence/evidences.ts';
import { type Facts, phaseRank } from './facts.ts';
import type { Sentence } from '../words/sentence.ts';
import type { DossierState } from './state.ts';

/** A phase that the dossier has no use for, and why. */
export interface SkippedPhase {
  readonly phase: Phase;
  readonly because: Sentence;
}

/** The phase that comes next, null in the last one, and those that are skipped before it. */
export function nextPhase(facts: Facts, state: DossierState): { readonly phase: Phase | null; readonly skipped: readonly SkippedPhase[] } {
  const skipped: SkippedPhase[] = [];
  for (const phase of facts.procedure.phases.slice(phaseRank(facts.procedure, state.phase) + 1)) {
    const because = skipReason(facts, state, phase);
    if (because === null) return { phase, skipped };
    skipped.push({ phase, because });
  }
  return { phase: null, skipped };
}

/** What was seen that makes the phase useless; null when it is needed, or was entered all the same. */
export function skipReason(facts: Facts, state: DossierState, { id, skipWhen }: Phase): Sentence | null {
  if (skipWhen === undefined || state.history.some(({ phase }) => phase === id)) return null;
  return seeEvidence(skipWhen, facts, state);
}
