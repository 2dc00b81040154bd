import type { Phase } from '../../config/procedure.ts';
import { assessRevalidations, validatedAnswer } from '../assess.ts';
import { phaseOf, phaseRank, type Facts } from '../facts.ts';
import type { DossierState, PhaseEntry } from '../state.ts';

/**
 * The state once the phase is entered: the move is in the history, and the answers as they stand are what was validated. The last
 * phase remembers which flows there were.
 * An answer that waits for a revalidation keeps waiting (only `/valider` or the text put back clears it); the first phase,
 * where answers are still being written, remembers none.
 */
export function enterPhase(facts: Facts, state: DossierState, entry: PhaseEntry): DossierState {
  const pending = new Set(assessRevalidations(facts, state).map(({ prerequisite }) => prerequisite.id));
  const first = phaseRank(facts.procedure, entry.phase) === 0;
  const validated = Object.fromEntries(
    facts.procedure.prerequisites.flatMap((prerequisite) => {
      const kept = pending.has(prerequisite.id) ? state.validated[prerequisite.id] : undefined;
      return first ? [] : [[prerequisite.id, kept ?? validatedAnswer(facts, prerequisite)]];
    }),
  );
  const last = phaseOf(facts.procedure, entry.phase).closes;
  const flowsAtClosing = last ? facts.flows.flatMap(({ flows }) => flows.map(({ id }) => id)) : null;
  return { ...state, phase: entry.phase, history: [...state.history, entry], validated, flowsAtClosing };
}

/** Which way a move goes: entering an earlier phase is free. */
export function isBackward(facts: Facts, state: DossierState, to: Phase): boolean {
  return phaseRank(facts.procedure, to.id) < phaseRank(facts.procedure, state.phase);
}
