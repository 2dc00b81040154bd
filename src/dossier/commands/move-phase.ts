import { attemptMove, type MoveRequest } from '../engine/moves.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { changesNothing, leaveUndone } from './left-words.ts';
import { takeName } from './take-name.ts';
import { phaseNames } from './vocabulary.ts';

/** `/phase <phase>`: the same move, judged by the same gate, as setting the phase's label. */
export const movePhase: Command = {
  name: 'phase',
  aliases: ['passer', 'move'],
  usage: '/phase <phase>',
  summary: 'fait passer le dossier dans une phase, si ses conditions sont remplies',
  audience: 'service-team',
  changes: true,
  run: (call) => {
    const taken = takeName(call.args, phaseNames(call.dossier));
    if (taken.kind === 'found') {
      if (!changesNothing(taken.rest))
        return leaveUndone(call.dossier, { command: movePhase, words: taken.rest, choices: [taken.value.id] });
      return move(call, { to: taken.value, forcedBecause: null });
    }
    const problem = call.args === '' ? 'il manque le nom de la phase' : 'cette phase n’existe pas';
    return { dossier: call.dossier, reply: { kind: 'wrong-argument', command: movePhase, problem, choices: taken.choices } };
  },
};

/** Moves the dossier; the checklist comment of a phase entered for the first time is the outcome, any other gets a reply. */
export function move(
  { dossier, by, comment }: CommandCall,
  { to, forcedBecause }: Pick<MoveRequest, 'to' | 'forcedBecause'>,
): CommandResult {
  if (to.id === dossier.state.phase) return { dossier, reply: { kind: 'already-in-phase', phase: to } };
  const outcome = attemptMove(dossier, { to, by, at: comment.updatedAt, forcedBecause });
  if (outcome.kind === 'refused') return { dossier, reply: { kind: 'move-refused', refusal: outcome.refusal } };
  return { dossier: outcome.dossier, reply: null };
}
