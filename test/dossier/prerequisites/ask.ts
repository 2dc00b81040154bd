import type { PrerequisiteKindName } from '../../../src/config/procedure.ts';
import type { Asked, Verdict } from '../../../src/dossier/prerequisite.ts';
import { kinds } from '../../../src/dossier/prerequisites/kinds.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import { readAnswer } from '../../../src/answers/reading.ts';
import type { Answer } from '../../../src/form/answers.ts';
import type { FormField } from '../../../src/form/issue-form.ts';

export const today = '2027-01-15';

/** A field of several lines, without placeholder. */
export function aTextarea(given: { label?: string; placeholder?: string; value?: string } = {}): FormField {
  const { label = 'Question', placeholder = null, value = null } = given;
  return { type: 'textarea', id: 'question', label, required: false, placeholder, value, render: null };
}

/** A field of one line, without placeholder. */
export function anInput(label = 'Question'): FormField {
  return { type: 'input', id: 'question', label, required: false, placeholder: null, value: null };
}

/** What a kind is asked about an answer, in a text field unless another is given. */
export function anAsked(answer: Answer, given: Partial<Asked> & { kind?: PrerequisiteKindName } = {}): Asked {
  const { kind = 'described-text', field = aTextarea(), answers = {}, remarks = [] } = given;
  const prerequisite = given.prerequisite ?? {
    id: 'question',
    was: [],
    title: 'Question',
    field: 'question',
    kind,
    acceptsNone: false,
    promises: true,
    about: [],
    namesTeam: false,
    asksWho: false,
    help: 'Aide',
  };
  const { github } = given;
  return {
    answer,
    reading: readAnswer(answer, field),
    remarks,
    flowAnswers: [],
    field,
    prerequisite,
    answers,
    github,
    today,
    written: today,
  };
}

/** The verdict of a kind on an answer. */
export function judge(kind: PrerequisiteKindName, answer: Answer, given: Partial<Asked> = {}): Verdict {
  return kinds[kind](anAsked(answer, { ...given, kind }));
}

/** As `judge`, where « aucun » is accepted. */
export function judgeOptional(kind: PrerequisiteKindName, answer: Answer): Verdict {
  return kinds[kind]({ ...anAsked(answer), prerequisite: { ...anAsked(answer, { kind }).prerequisite, acceptsNone: true } });
}

/** What the reasons of a verdict say, as plain text. */
export function becauses(verdict: Verdict): readonly string[] {
  return 'reasons' in verdict ? verdict.reasons.map(({ because }) => sentenceText(because)) : [];
}
