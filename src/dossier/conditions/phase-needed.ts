import type { Dossier } from '../dossier.ts';
import type { Phase } from '../../config/procedure.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { Condition } from './condition.ts';

/** What a move into a phase that the dossier skips is answered: it would have nothing to do there. */
export function phaseNeeded(dossier: Dossier, { phase, because }: { phase: Phase; because: Sentence }): Condition {
  const next = dossier.next.phase;
  return {
    name: 'phase-needed',
    title: `Phase « ${phase.title} » utile`,
    met: false,
    because: [...because, ...say` : ce dossier saute la phase`],
    fix: next === null ? null : say`posez plutôt l’étiquette ${next.label.name}`,
    who: 'service-team',
    details: [],
  };
}
