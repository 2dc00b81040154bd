import type { Dossier } from './dossier.ts';
import type { Phase } from '../config/procedure.ts';
import { seeEvidence } from './evidence/evidences.ts';
import { phaseRank } from './facts.ts';
import type { Sentence } from '../words/sentence.ts';

/** A phase that the dossier has no use for, and why. */
export interface SkippedPhase {
  readonly phase: Phase;
  readonly because: Sentence;
}

export interface NextPhase {
  /** Null in the last phase. */
  readonly phase: Phase | null;
  /** Those before it. */
  readonly skipped: readonly SkippedPhase[];
}

/** The phase that comes next, and those that are skipped before it. */
export function nextPhase(dossier: Dossier): NextPhase {
  const skipped: SkippedPhase[] = [];
  for (const phase of dossier.procedure.phases.slice(phaseRank(dossier.procedure, dossier.state.phase) + 1)) {
    const because = skipReason(dossier, phase);
    if (because === null) return { phase, skipped };
    skipped.push({ phase, because });
  }
  return { phase: null, skipped };
}

/** What was seen that makes the phase useless; null when it is needed, or was entered all the same. */
export function skipReason(dossier: Dossier, { id, skipWhen }: Phase): Sentence | null {
  if (skipWhen === undefined || dossier.state.history.some(({ phase }) => phase === id)) return null;
  return seeEvidence(skipWhen, dossier);
}
