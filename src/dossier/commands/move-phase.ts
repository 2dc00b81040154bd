import { attemptMove } from '../engine/moves.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
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
    const taken = takeName(call.args, phaseNames(call.facts));
    if (taken.kind === 'found') return move(call, { to: taken.value, forcedBecause: null });
    const problem = call.args === '' ? 'il manque le nom de la phase' : 'cette phase n’existe pas';
    return { state: call.state, reply: { kind: 'wrong-argument', command: movePhase, problem, choices: taken.choices } };
  },
};

/** Moves the dossier; the checklist comment of a phase entered for the first time is the outcome, any other gets a reply. */
export function move(
  { facts, state, by, comment }: CommandCall,
  { to, forcedBecause }: Pick<Parameters<typeof attemptMove>[2], 'to' | 'forcedBecause'>,
): CommandResult {
  if (to.id === state.phase) return { state, reply: { kind: 'already-in-phase', phase: to } };
  const outcome = attemptMove(facts, state, { to, by, at: comment.updatedAt, forcedBecause });
  if (outcome.kind === 'refused') return { state, reply: { kind: 'move-refused', refusal: outcome.refusal } };
  return { state: outcome.state, reply: null };
}
