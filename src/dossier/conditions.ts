import type { ConditionName, GateEntry, Phase } from '../config/procedure.ts';
import { assessItems, assessPrerequisites, assessRevalidations, isDone, isSettled } from './assess.ts';
import type { Condition } from './condition.ts';
import { phaseOf, type Facts } from './facts.ts';
import { say, type Sentence } from './sentence.ts';
import type { DossierState } from './state.ts';

/** Judges one entry of a gate. Pure. */
type JudgeCondition = (facts: Facts, state: DossierState, entry: GateEntry) => Condition;

const judges = {
  'prerequisites-met': prerequisitesMet,
  'answers-validated': answersValidated,
  'checklist-done': checklistDone,
  'phase-entered': phaseEntered,
} satisfies Record<ConditionName, JudgeCondition>;

/** Every condition to enter a phase, met or not, in the order of the procedure. */
export function judgeGate(facts: Facts, state: DossierState, phase: Phase): readonly Condition[] {
  return phase.gate.map((entry) => judges[entry.condition](facts, state, entry));
}

function prerequisitesMet(facts: Facts, state: DossierState): Condition {
  const results = assessPrerequisites(facts, state);
  const unmet = results.filter((result) => !isSettled(result));
  const base = { name: 'prerequisites-met', title: 'Prérequis fournis', who: 'projet' } as const;
  if (unmet.length === 0) return { ...base, met: true, because: say`les ${results.length} prérequis sont fournis`, fix: null, details: [] };
  return {
    ...base,
    met: false,
    because: say`${unmet.length} ${[unmet.length > 1 ? 'prérequis manquent ou sont à corriger' : 'prérequis manque ou est à corriger']} sur ${results.length}`,
    fix: say`complétez la demande : le suivi dit quoi écrire pour chacun`,
    details: unmet.map(({ prerequisite, status }) => [`${prerequisite.title} : ${status === 'missing' ? 'manquant' : 'à corriger'}`]),
  };
}

function answersValidated(facts: Facts, state: DossierState): Condition {
  const changed = assessRevalidations(facts, state);
  const base = { name: 'answers-validated', title: 'Réponses validées', who: 'service-team' } as const;
  if (changed.length === 0)
    return { ...base, met: true, because: say`aucune réponse n’a changé depuis sa validation`, fix: null, details: [] };
  return {
    ...base,
    met: false,
    because: say`${changed.length} ${[changed.length > 1 ? 'réponses ont changé depuis leur validation' : 'réponse a changé depuis sa validation']}`,
    fix: [
      ...say`relisez ce qui a changé, puis écrivez `,
      { quoted: '/valider tous' },
      ...say` ; l’équipe projet peut aussi remettre le texte d’avant`,
    ],
    details: changed.map(({ prerequisite }) => [prerequisite.title]),
  };
}

function checklistDone(facts: Facts, state: DossierState, entry: GateEntry): Condition {
  const phase = phaseOf(facts.procedure, entry.phase ?? state.phase);
  const items = assessItems(facts, state, phase.id);
  const open = items.filter((item) => !isDone(item));
  const base = {
    name: 'checklist-done',
    title: `Étapes de la phase « ${phase.title} » terminées`,
    who: open[0]?.item.owner ?? 'projet',
  } as const;
  if (open.length === 0)
    return { ...base, met: true, because: say`les ${items.length} étapes sont faites ou sans objet`, fix: null, details: [] };
  const example: Sentence = [{ quoted: `/fait ${open[0]?.item.id ?? ''}` }];
  return {
    ...base,
    met: false,
    because: say`il reste ${open.length} ${[open.length > 1 ? 'étapes' : 'étape']} sur ${items.length}`,
    fix: say`une fois l’étape faite, cochez-la ou écrivez ${example}`,
    details: open.map(({ item }) => [`${item.title} (${item.owner === 'projet' ? 'équipe projet' : 'Service Team'})`]),
  };
}

function phaseEntered(facts: Facts, state: DossierState, entry: GateEntry): Condition {
  const phase = phaseOf(facts.procedure, entry.phase ?? state.phase);
  const met = state.history.some((past) => past.phase === phase.id);
  return {
    name: 'phase-entered',
    title: `Phase « ${phase.title} » commencée`,
    who: 'service-team',
    met,
    because: [met ? 'le dossier y est passé' : 'le dossier n’y est pas encore passé'],
    fix: met ? null : say`posez d’abord l’étiquette ${phase.label.name}`,
    details: [],
  };
}
