import type { Dossier } from './dossier.ts';
import type { Answer } from '../form/answers.ts';
import { digest } from '../words/digest.ts';
import { seeEvidence } from './evidence/evidences.ts';
import { seeProgress } from './evidence/progress.ts';
import type { Facts } from './facts.ts';
import type { ItemStatus, ItemView } from './item.ts';
import { phaseOf } from './facts.ts';
import type { Revalidation } from './plan.ts';
import { evaluatePrerequisites } from './prerequisites/evaluate-prerequisites.ts';
import { isLacking, type PrerequisiteResult } from './prerequisite.ts';
import type { Prerequisite } from '../config/procedure.ts';
import type { ValidatedAnswer } from './state.ts';
import { waiverHolds } from './waiver-holds.ts';

/** Longest excerpt of an answer that the state remembers, in characters. */
const EXCERPT = 1000;

/** Each prerequisite of the procedure with its status, waivers included. */
export function assessPrerequisites(dossier: Dossier): readonly PrerequisiteResult[] {
  const { procedure, answers, today, observation, state } = dossier;
  return evaluatePrerequisites({ procedure, form: observation.form, answers, today, waivers: state.waivers });
}

/** True when the prerequisite stands in nobody's way. */
export function isSettled(result: PrerequisiteResult): boolean {
  return !isLacking(result) && result.status !== 'promised';
}

/** The checklist of a phase with the state of each item. */
export function assessItems(dossier: Dossier, phaseId: string): readonly ItemView[] {
  return phaseOf(dossier.procedure, phaseId).checklist.map((item) => {
    const key = itemKey(phaseId, item.id);
    return { key, item, status: itemStatus(dossier, { key, evidence: item.evidence }) };
  });
}

/** Name of an item in the state. */
export function itemKey(phaseId: string, itemId: string): string {
  return `${phaseId}/${itemId}`;
}

/** True when nothing is left to do for the item. */
export function isDone({ status }: ItemView): boolean {
  return status.kind !== 'open';
}

function itemStatus(dossier: Dossier, of: { key: string; evidence: ItemView['item']['evidence'] }): ItemStatus {
  const waiver = dossier.state.waivers[of.key];
  if (waiver !== undefined && waiverHolds(waiver, dossier.now)) return { kind: 'waived', waiver };
  const mark = dossier.state.items[of.key];
  if (mark?.done === true) return { kind: 'done', mark };
  if (of.evidence === undefined) return { kind: 'open', progress: null };
  const saw = seeEvidence(of.evidence, dossier);
  return saw === null ? { kind: 'open', progress: seeProgress(of.evidence, dossier) } : { kind: 'evidence', saw };
}

/** Prerequisites whose answer is no longer the one that was validated. Waived ones are not asked again. */
export function assessRevalidations(dossier: Dossier): readonly Revalidation[] {
  return dossier.procedure.prerequisites.flatMap((prerequisite) => {
    const validated = dossier.state.validated[prerequisite.id];
    const waiver = dossier.state.waivers[prerequisite.id];
    if (validated === undefined || (waiver !== undefined && waiverHolds(waiver, dossier.now))) return [];
    const now = answerText(dossier, prerequisite);
    return digest(now) === validated.digest ? [] : [{ prerequisite, before: validated.excerpt, after: now.slice(0, EXCERPT) }];
  });
}

/** The answer of a prerequisite as the state remembers it: digest of the whole, start of the text. */
export function validatedAnswer(facts: Facts, prerequisite: Prerequisite): ValidatedAnswer {
  const text = answerText(facts, prerequisite);
  return { digest: digest(text), excerpt: text.slice(0, EXCERPT) };
}

/** All that a prerequisite was judged on, as one text that spacing at line ends does not change. */
function answerText({ answers }: Facts, { field, explanationField }: Prerequisite): string {
  const own = plainAnswer(answers[field] ?? null);
  const explained = explanationField === undefined ? '' : plainAnswer(answers[explanationField] ?? null);
  return explained === '' ? own : `${own}\n\n${explained}`;
}

function plainAnswer(answer: Answer): string {
  if (answer === null) return '';
  if (typeof answer === 'string') return answer.replace(/[ \t]+$/gm, '').trim();
  if ('checked' in answer) {
    return [...answer.checked.map((box) => `[x] ${box}`), ...answer.unchecked.map((box) => `[ ] ${box}`)].toSorted().join('\n');
  }
  return answer.toSorted().join('\n');
}
