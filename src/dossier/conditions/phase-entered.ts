import { phaseOf } from '../facts.ts';
import { skipReason } from '../next-phase.ts';
import { say } from '../../words/sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** The dossier went through a phase, or skips it. */
export const phaseEntered: JudgeCondition = (dossier, entry) => {
  const phase = phaseOf(dossier.procedure, entry.phase ?? dossier.state.phase);
  const skipped = skipReason(dossier, phase);
  const entered = dossier.state.history.some((past) => past.phase === phase.id);
  const met = entered || skipped !== null;
  return {
    name: 'phase-entered',
    title: `Phase « ${phase.title} » commencée`,
    who: 'service-team',
    met,
    because:
      skipped === null
        ? [entered ? 'le dossier y est passé' : 'le dossier n’y est pas encore passé']
        : [...say`phase sautée : `, ...skipped],
    fix: met ? null : say`posez d’abord l’étiquette ${phase.label.name}`,
    details: [],
  };
};
