import type { Dossier } from '../dossier.ts';
import type { campaignConditions } from '../../config/campaigns-schema.ts';
import type { ConditionName, Phase } from '../../config/procedure.ts';
import { skipReason } from '../next-phase.ts';
import { answersValidated } from './answers-validated.ts';
import { checklistDone } from './checklist-done.ts';
import { checksConforming } from './checks-conforming.ts';
import type { Condition, JudgeCondition } from './condition.ts';
import { flowsSettled } from '../../flows/feature.ts';
import { phaseEntered } from './phase-entered.ts';
import { phaseNeeded } from './phase-needed.ts';
import { prerequisitesMet } from './prerequisites-met.ts';

const judges = {
  'prerequisites-met': prerequisitesMet,
  'answers-validated': answersValidated,
  'checklist-done': checklistDone,
  'phase-entered': phaseEntered,
  'flows-settled': flowsSettled,
  'checks-conforming': checksConforming,
} satisfies Record<ConditionName, JudgeCondition>;

/** A condition that looks at no particular phase, judged for the phase that comes, or the last one. */
export function judgeCondition(dossier: Dossier, condition: (typeof campaignConditions)[number]): Condition {
  return judges[condition](dossier, { condition }, dossier.next.phase ?? dossier.phase);
}

/** Every condition to enter a phase, met or not, in the order of the procedure. A phase that is skipped says so first. */
export function judgeGate(dossier: Dossier, phase: Phase): readonly Condition[] {
  const skipped = skipReason(dossier, phase);
  const conditions = phase.gate.map((entry) => judges[entry.condition](dossier, entry, phase));
  return skipped === null ? conditions : [phaseNeeded(dossier, { phase, because: skipped }), ...conditions];
}
