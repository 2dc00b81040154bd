import type { Dossier } from '../dossier.ts';
import type { Phase } from '../../config/procedure.ts';
import { validatedAnswer } from '../assess.ts';
import { phaseOf, phaseRank } from '../facts.ts';
import type { PhaseEntry } from '../state.ts';

/**
 * The dossier once the phase is entered: the move is in the history, and the answers as they stand are what was validated. The last
 * phase remembers which flows there were.
 * An answer that waits for a revalidation keeps waiting (only `/valider` or the text put back clears it); the first phase,
 * where answers are still being written, remembers none.
 */
export function enterPhase(dossier: Dossier, entry: PhaseEntry): Dossier {
  const { state } = dossier;
  const pending = new Set(dossier.revalidations.map(({ prerequisite }) => prerequisite.id));
  const first = phaseRank(dossier.procedure, entry.phase) === 0;
  const validated = Object.fromEntries(
    dossier.procedure.prerequisites.flatMap((prerequisite) => {
      const kept = pending.has(prerequisite.id) ? state.validated[prerequisite.id] : undefined;
      return first ? [] : [[prerequisite.id, kept ?? validatedAnswer(dossier, prerequisite)]];
    }),
  );
  const last = phaseOf(dossier.procedure, entry.phase).closes;
  const flowsAtClosing = last ? dossier.flowAnswers.flatMap(({ flows }) => flows.map(({ id }) => id)) : null;
  return dossier.with({ phase: entry.phase, history: [...state.history, entry], validated, flowsAtClosing });
}

/** Which way a move goes: entering an earlier phase is free. */
export function isBackward(dossier: Dossier, to: Phase): boolean {
  return phaseRank(dossier.procedure, to.id) < phaseRank(dossier.procedure, dossier.state.phase);
}
