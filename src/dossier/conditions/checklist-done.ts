import { isDone } from '../assess.ts';
import { phaseOf } from '../facts.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { skipReason } from '../next-phase.ts';
import type { JudgeCondition } from './condition.ts';

/** Nothing is left to do in the checklist of a phase, or the phase is skipped. */
export const checklistDone: JudgeCondition = (dossier, entry) => {
  const phase = phaseOf(dossier.procedure, entry.phase ?? dossier.state.phase);
  const items = dossier.items(phase.id);
  const open = items.filter((item) => !isDone(item));
  const base = {
    name: 'checklist-done',
    title: `Étapes de la phase « ${phase.title} » terminées`,
    who: open[0]?.item.owner ?? 'projet',
  } as const;
  const skipped = skipReason(dossier, phase);
  if (skipped !== null) return { ...base, met: true, because: [...say`phase sautée : `, ...skipped], fix: null, details: [] };
  if (open.length === 0)
    return { ...base, met: true, because: say`les ${items.length} étapes sont faites ou sans objet`, fix: null, details: [] };
  const example: Sentence = [{ quoted: `/fait ${open[0]?.item.id ?? ''}` }];
  return {
    ...base,
    met: false,
    because: say`il reste ${open.length} ${[open.length > 1 ? 'étapes' : 'étape']} sur ${items.length}`,
    fix:
      base.who === 'projet'
        ? say`une fois l’étape faite, écrivez ${example} dans un commentaire`
        : say`une fois l’étape faite, cochez-la dans la liste de la phase, ou écrivez ${example}`,
    details: open.map(({ item }) => [`${item.title} (${item.owner === 'projet' ? 'équipe projet' : 'Service Team'})`]),
  };
};
