import { lookUp } from '../../words/look-up.ts';
import type { Prerequisite, PrerequisiteKindName, Procedure, When } from '../../config/procedure.ts';
import { answerTo } from '../../form/answer-to.ts';
import type { Answers, Remarks } from '../../form/answers.ts';
import type { FormField, IssueForm } from '../../form/issue-form.ts';
import type { Asked, PrerequisiteResult, Verdict, Waiver } from '../prerequisite.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { answeredValues, applies } from './applies.ts';
import { excerpt } from '../../answers/excerpt.ts';
import type { FlowAnswer } from '../../flows/flow-answers.ts';
import { bareText } from '../../answers/bare-text.ts';
import { isNone } from '../../answers/none.ts';
import { kinds } from './kinds.ts';
import { missingAnswer } from './missing-answer.ts';
import { type OwnPart, ownParts, partsNaming, speaksOf } from './own-part.ts';
import { isReasoned } from './reasoned-none.ts';
import { holdsClause, isGivenAnswer, readAnswer, type Reading } from '../../answers/reading.ts';

/** What prerequisites are judged on. */
export interface Evaluation {
  readonly procedure: Pick<Procedure, 'prerequisites' | 'github'>;
  readonly form: IssueForm;
  readonly answers: Answers;
  /** What was added to the options chosen or left; absent for nothing. */
  readonly remarks?: Remarks;
  /** The answers on flows, where they are already read. */
  readonly flowAnswers?: readonly FlowAnswer[];
  /** `AAAA-MM-JJ`. */
  readonly today: string;
  /** The day that the answers were last written; today where it is not known. */
  readonly written?: string;
  /** By prerequisite id; other keys are ignored, and so are waivers whose last day is past. */
  readonly waivers: Readonly<Record<string, Waiver>>;
  /** By prerequisite id: why somebody sent the answer back; absent for none. */
  readonly sentBack?: Readonly<Record<string, Sentence>>;
}

/**
 * The result of each prerequisite, in the order of the procedure. A waiver that holds comes before anything else; a prerequisite whose
 * condition does not hold is met, with a note that says why, or unasked where the answer that it depends on is not given; the others are
 * judged by their kind, on the part of the answers that is theirs (`ownParts`). Never throws.
 */
export function evaluatePrerequisites(
  evaluation: Evaluation,
  parts: Context['parts'] = ownParts(evaluation.answers, evaluation.procedure.prerequisites),
): readonly PrerequisiteResult[] {
  const { procedure } = evaluation;
  const judged = judgmentOf(evaluation, parts);
  return procedure.prerequisites.map((prerequisite) => {
    const waiver = waiverOf(prerequisite, evaluation);
    if (waiver !== null) return { prerequisite, status: 'waived', waiver };
    const { sentBack = {} } = evaluation;
    const because = lookUp(sentBack, prerequisite.id);
    return {
      prerequisite,
      ...(because === undefined ? judged.byItself(prerequisite) : judge(prerequisite, { ...judged.context, because })),
    };
  });
}

interface Judgment {
  readonly context: Omit<Context, 'because'>;
  /** What is to be said of an answer that nobody sent back; told once. */
  readonly byItself: (prerequisite: Prerequisite) => Judged;
}

/** The last judgment of answers, by their parts: decisions that ask for more come to it again. */
const judgments = new WeakMap<Context['parts'], Judgment>();

function judgmentOf(evaluation: Evaluation, parts: Context['parts']): Judgment {
  const known = judgments.get(parts);
  if (known !== undefined && isSame(known.context.evaluation, evaluation)) return known;
  const judgment = judgmentOn(evaluation, parts);
  judgments.set(parts, judgment);
  return judgment;
}

/** True where nothing differs on which answers are judged by themselves. */
function isSame(one: Evaluation, other: Evaluation): boolean {
  return (['procedure', 'form', 'answers', 'remarks', 'flowAnswers', 'today', 'written'] as const).every((key) => one[key] === other[key]);
}

function judgmentOn(evaluation: Evaluation, parts: Context['parts']): Judgment {
  const { procedure, form, answers } = evaluation;
  const fields = new Map(form.fields.map((field) => [field.id, field]));
  const readings = new Map(Object.entries(answers).map(([id, answer]) => [id, readAnswer(answer, fields.get(id) ?? null)]));
  const given = withoutNonAnswers(answers, { fields, readings, asked: dependedOn(procedure.prerequisites) });
  const context = { fields, readings, parts, given, evaluation };
  const verdicts = new Map<Prerequisite, Judged>();
  return {
    context,
    byItself: (prerequisite) => {
      const verdict = verdicts.get(prerequisite) ?? judge(prerequisite, { ...context, because: undefined });
      verdicts.set(prerequisite, verdict);
      return verdict;
    },
  };
}

type Judged = Verdict | Pick<Extract<PrerequisiteResult, { status: 'unasked' }>, 'status' | 'note'>;

interface Fields {
  readonly fields: ReadonlyMap<string, FormField>;
  /** How each answer reads, by field. */
  readonly readings: ReadonlyMap<string, Reading>;
}

interface Context extends Fields {
  /** What of the answers is for each prerequisite, by id. */
  readonly parts: ReadonlyMap<string, OwnPart>;
  /** The answers, where a non-answer to a field that conditions and explanations are read in is none. */
  readonly given: Answers;
  readonly evaluation: Evaluation;
  /** Why somebody sent the answer back. */
  readonly because: Sentence | undefined;
}

function judge(prerequisite: Prerequisite, { fields, readings, parts, given, evaluation, because }: Context): Judged {
  const { when } = prerequisite;
  if (because === undefined && when !== undefined && !applies(when, given)) return notApplying(when, { fields, given });
  const field = fields.get(prerequisite.field);
  if (field === undefined) return unknownField(prerequisite);
  const written = answerTo(evaluation.answers, field.id);
  const whole = readings.get(field.id) ?? readAnswer(written, field);
  const part = parts.get(prerequisite.id) ?? { answer: written, told: 'whole' };
  const asked = {
    answer: written,
    reading: whole,
    remarks: lookUp(evaluation.remarks ?? {}, field.id) ?? [],
    flowAnswers: evaluation.flowAnswers ?? [],
    field,
    prerequisite,
    answers: given,
    today: evaluation.today,
    github: evaluation.procedure.github,
    written: evaluation.written ?? evaluation.today,
  };
  if (part.told === 'whole' || (typeof written === 'string' && whole.blank !== null)) return judgeAsked(asked, because);
  const own = { ...asked, answer: part.answer, reading: readAnswer(part.answer, field) };
  if (because !== undefined) return missingAnswer(own, because);
  if (part.told === 'none') return judgeUntold(asked);
  const verdict = judgeAsked(own, undefined);
  if (part.told === 'titled') return judgeTitled(verdict, { whole: asked, part });
  return part.told === 'unnamed' ? judgeUnnamed(verdict, { own, sharing: evaluation.procedure.prerequisites }) : verdict;
}

function judgeAsked(asked: Asked, because: Sentence | undefined): Verdict {
  return because === undefined ? kinds[asked.prerequisite.kind](asked) : missingAnswer(asked, because);
}

/** Kinds that take any text for an answer, whatever it is about. */
const describing: readonly PrerequisiteKindName[] = ['described-text', 'choice'];

/**
 * « suivi.exemple.fr. Certificat : Certigna. DNS : DNUM. »: where what its title gives is no answer, what stands under no title may hold one, and so may what is
 * under the title of others where a name is looked for; a figure there counts what they ask for. What is put off under its title stays so.
 */
function judgeTitled(verdict: Verdict, { whole, part }: { readonly whole: Asked; readonly part: OwnPart }): Verdict {
  const { kind } = whole.prerequisite;
  if (typeof part.answer !== 'string' || (verdict.status !== 'invalid' && verdict.status !== 'doubtful') || describing.includes(kind))
    return verdict;
  const text = kind === 'host-names' ? whole.reading.text : `${part.untitled ?? ''}\n${part.answer}`;
  const fuller = kinds[kind]({ ...whole, answer: text, reading: readAnswer(text, whole.field) });
  return fuller.status === 'met' && fuller.note === undefined ? fuller : verdict;
}

/** Nothing of the answer is said to be for this prerequisite: it is judged by what its kind finds or by what names it all the same, « Données : 50 Go pour 300 agents », « Domaine : api.exemple.fr et certificat fourni par la DNUM ». */
function judgeUntold(asked: Asked): Verdict {
  const { answer, prerequisite } = asked;
  if (answer !== null && typeof answer === 'object') return { status: 'met', note: 'le formulaire de ce dépôt ne le demande pas' };
  if (describing.includes(prerequisite.kind)) {
    const named = partsNaming(asked.reading.text, prerequisite);
    return named === ''
      ? saysNothing(asked)
      : kinds[prerequisite.kind]({ ...asked, answer: named, reading: readAnswer(named, asked.field) });
  }
  const found = kinds[prerequisite.kind](asked);
  return found.status === 'met' && found.note === undefined ? found : saysNothing(asked);
}

/**
 * A text that does not name what is asked, where several things are: what its kind doubts is another's answer where that one takes it; what its kind takes for
 * want of anything to look for is read by a person.
 */
function judgeUnnamed(verdict: Verdict, { own, sharing }: { readonly own: Asked; readonly sharing: readonly Prerequisite[] }): Verdict {
  const { prerequisite, reading } = own;
  const others = sharing.filter((other) => other !== prerequisite && other.field === prerequisite.field);
  if (verdict.status === 'met' && saysNoneOfAll(reading)) return verdict;
  const unread: Verdict = { status: 'doubtful', doubts: [say`${excerpt(reading.text)} ne semble rien dire de ${prerequisite.title}`] };
  if (others.length > 0 && isNoneOfSomething(verdict, reading))
    return others.some((other) => speaksOf(reading.text, other)) ? saysNothing(own) : unread;
  if (verdict.status === 'doubtful') {
    const taken = others.some((other) => kinds[other.kind]({ ...own, prerequisite: other }).status === 'met');
    return taken ? saysNothing(own) : verdict;
  }
  if (answersAll(own, sharing)) return verdict;
  if (verdict.status !== 'met' || verdict.note !== undefined || !describing.includes(prerequisite.kind)) return verdict;
  return unread;
}

/** « Aucun » is said of all that its field asks for; « aucune donnée », « nulle : application neuve » of what they name. */
function isNoneOfSomething(verdict: Verdict, { text }: Reading): boolean {
  return verdict.status === 'met' && verdict.note !== undefined && isNone(text) && isReasoned(text, []);
}

/** « Sans objet (pas d’IHM) », « aucun : traitement par lots »: nothing of all that is asked for, then why. */
function saysNoneOfAll({ text }: Reading): boolean {
  if (!isNone(text)) return false;
  return /^(?:sans objet|n\/?a|s\/?o|non (?:applicable|concernee?)|neant|aucun|rien|not applicable)(?= ?[,;:(.!–—-]| (?:car|puisque|parce)(?!\p{L}))/u.test(
    bareText(text.slice(0, 100)),
  );
}

/** « Débutant sur tout »: where only choices are asked, what names none of them is said of each. */
function answersAll({ reading, prerequisite }: Asked, sharing: readonly Prerequisite[]): boolean {
  const others = sharing.filter(({ field }) => field === prerequisite.field);
  return (
    others.every(({ kind }) => kind === 'choice') &&
    holdsClause(reading, ['said']) &&
    others.every((other) => !speaksOf(reading.text, other))
  );
}

function saysNothing(asked: Asked): Verdict {
  return missingAnswer(asked, say`${excerpt(asked.reading.text)} ne dit rien de ${asked.prerequisite.title}`);
}

function notApplying({ field }: When, { fields, given }: Pick<Context, 'fields' | 'given'>): Judged {
  const label = fields.get(field)?.label ?? field;
  const values = answeredValues(given, field);
  return values.length === 0
    ? { status: 'unasked', note: `Sans objet tant que « ${label} » n’a pas de réponse` }
    : { status: 'met', note: `Sans objet : la réponse à « ${label} » est « ${excerpt(values.join(', '))} »` };
}

/** The procedure is checked against the form when it is loaded; a dossier must not be judged in silence where that failed. */
function unknownField({ field }: Prerequisite): Verdict {
  return {
    status: 'missing',
    reasons: [
      {
        because: say`le formulaire n’a pas de champ ${field} : c’est une erreur de configuration, pas du dossier`,
        expected: 'une correction de la procédure ou du formulaire par la Service Team',
        example: `id: ${field}`,
      },
    ],
  };
}

function waiverOf({ id }: Prerequisite, { waivers, today }: Evaluation): Waiver | null {
  const waiver = lookUp(waivers, id);
  return waiver !== undefined && (waiver.until === null || today <= waiver.until) ? waiver : null;
}

/** The fields that other prerequisites depend on, by what of them is no answer: few, so that the other answers are not read for nothing. */
interface DependedOn {
  readonly conditions: ReadonlySet<string>;
  readonly explanations: ReadonlySet<string>;
}

function dependedOn(prerequisites: readonly Prerequisite[]): DependedOn {
  return {
    conditions: new Set(prerequisites.flatMap(({ when }) => when?.field ?? [])),
    explanations: new Set(prerequisites.flatMap(({ explanationField }) => explanationField ?? [])),
  };
}

/** What is put off tells no condition; an explanation may say until when, « rootless : à faire avant le 15/03 », for its prerequisite to judge. */
function withoutNonAnswers(answers: Answers, { fields, readings, asked }: Fields & { readonly asked: DependedOn }): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => {
      const field = fields.get(id);
      const reading = readings.get(id);
      const chosen = typeof answer !== 'string' || (field?.type === 'dropdown' && field.options.includes(answer));
      if (chosen || reading === undefined) return [id, answer];
      const unsaid = asked.conditions.has(id) ? !isGivenAnswer(reading) : asked.explanations.has(id) && reading.blank !== null;
      return [id, unsaid ? null : answer];
    }),
  );
}
