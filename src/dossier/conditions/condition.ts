import type { Dossier } from '../dossier.ts';
import type { ConditionName, GateEntry, Phase } from '../../config/procedure.ts';
import type { Sentence } from '../../words/sentence.ts';

/** Who can change the outcome of a condition. */
export type Owner = 'projet' | 'service-team';

/**
 * One condition of a gate, with its explanation. The object that decides is the object that is shown: gates, the status comment,
 * `/pourquoi` and refusals render this same value.
 */
export interface Condition {
  /** `phase-needed` is in no gate: it speaks where the phase is skipped. */
  readonly name: ConditionName | 'phase-needed';
  readonly title: string;
  readonly met: boolean;
  readonly because: Sentence;
  /** What to do about it; null when met. */
  readonly fix: Sentence | null;
  readonly who: Owner;
  /** One line each: the prerequisites or the items concerned. */
  readonly details: readonly Sentence[];
}

/** Judges one entry of the gate of a phase. Pure. */
export type JudgeCondition = (dossier: Dossier, entry: GateEntry, to: Phase) => Condition;
