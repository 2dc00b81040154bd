import type { Dossier } from '../dossier.ts';
import type { Phase } from '../../config/procedure.ts';
import { acceptShown } from '../answer-memory.ts';
import { phaseOf, phaseRank } from '../facts.ts';
import type { PhaseEntry } from '../state.ts';

/**
 * The dossier once the phase is entered: the move is in the history. A move forward that nobody forced accepts the answers that the last status showed; any
 * other accepts none. The last phase remembers which flows there were.
 */
export function enterPhase(dossier: Dossier, entry: PhaseEntry): Dossier {
  const accepted = entry.how === 'moved' && entry.by !== null ? acceptShown(dossier, entry.by) : dossier;
  const last = phaseOf(dossier.procedure, entry.phase).closes;
  const flowsAtClosing = last ? dossier.flowAnswers.flatMap(({ flows }) => flows.map(({ id }) => id)) : null;
  return accepted.with({ phase: entry.phase, history: [...dossier.state.history, entry], flowsAtClosing });
}

/** Which way a move goes: entering an earlier phase is free. */
export function isBackward(dossier: Dossier, to: Phase): boolean {
  return phaseRank(dossier.procedure, to.id) < phaseRank(dossier.procedure, dossier.state.phase);
}
