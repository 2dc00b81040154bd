import type { Phase } from '../../config/procedure.ts';
import { judgeGate } from '../conditions/judge-gate.ts';
import { wasOpenAt } from '../open-at.ts';
import { enterPhase, isBackward } from './enter-phase.ts';
import type { Dossier } from '../dossier.ts';
import type { MoveRefusal } from '../reply.ts';

export interface MoveRequest {
  readonly to: Phase;
  readonly by: string;
  /** ISO instant of the label event or of the command. */
  readonly at: string;
  /** Given by `/forcer`: enters whatever the gate says. Null for an ordinary move. */
  readonly forcedBecause: string | null;
}

export type MoveOutcome =
  | { readonly kind: 'entered'; readonly dossier: Dossier; readonly how: 'moved' | 'back' | 'forced' }
  | { readonly kind: 'refused'; readonly refusal: MoveRefusal };

/** Judges a move, by label or by command: first who asks, then, for a move forward, the gate. Moving back is free. */
export function attemptMove(dossier: Dossier, request: MoveRequest): MoveOutcome {
  const { to, by, at, forcedBecause } = request;
  if (!wasOpenAt(dossier.observation, at)) return refuse({ why: 'closed', to });
  const right = dossier.ask.right(by);
  if (right.answer === 'no') return refuse({ why: 'not-allowed', to });
  if (right.answer === 'unverified') return refuse({ why: 'unverified', to, right });
  const conditions = judgeGate(dossier, to);
  const how = isBackward(dossier, to) ? 'back' : forcedBecause === null ? 'moved' : 'forced';
  if (how === 'moved' && conditions.some(({ met }) => !met)) return refuse({ why: 'gate', to, conditions });
  return { kind: 'entered', how, dossier: enterPhase(dossier, { phase: to.id, at, by, how, reason: forcedBecause }) };
}

/** A move of somebody whose account is gone. */
export function refuseGone(to: Phase): MoveOutcome {
  return refuse({ why: 'account-gone', to });
}

function refuse(refusal: MoveRefusal): MoveOutcome {
  return { kind: 'refused', refusal };
}
