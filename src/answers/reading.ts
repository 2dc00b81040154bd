import type { FormField } from '../form/issue-form.ts';
import { isNoResponse } from '../form/no-response.ts';
import type { Answer } from '../form/answers.ts';
import { type AnswerLine, answerLines } from './answer-lines.ts';
import { bareText } from './bare-text.ts';
import { type Clause, clausesOf, type Sense } from './clauses.ts';
import { holdsDocument } from './documents.ts';
import { mentionsDate } from './dates.ts';
import { namesMachine } from './machines.ts';

/** One answer, read once: what every way to judge it looks at. What costs is read when it is asked for, and kept. */
export interface Reading {
  /** As written; empty when nothing is. */
  readonly text: string;
  readonly lines: readonly AnswerLine[];
  /** The clauses of the lines; those of a text too long to be a way out are not told apart, and none is given. */
  readonly clauses: readonly Clause[];
  /** Nothing, or what stands for it: empty, or the text that the form itself proposes. */
  readonly blank: 'empty' | 'untouched' | null;
  /** True when the whole answer is put off, with or without a date. */
  readonly putOff: boolean;
  /** True when it holds or links a document. */
  readonly document: boolean;
}

/** Characters beyond which an answer says something, whatever its first words. */
const LONG = 3000;

/** Reads what was answered to a field, null when the question is not known. Linear in the length of the answer. */
export function readAnswer(answer: Answer, field: FormField | null): Reading {
  return new LazyReading(textOf(answer), field);
}

/** A class, so that the many readings of a dossier share their getters. */
class LazyReading implements Reading {
  readonly text: string;
  readonly #field: FormField | null;
  #lines: Reading['lines'] | undefined;
  #clauses: Reading['clauses'] | undefined;
  #blank: Reading['blank'] | undefined;
  #putOff: boolean | undefined;
  #document: boolean | undefined;

  constructor(text: string, field: FormField | null) {
    this.text = text;
    this.#field = field;
  }

  get lines() {
    return (this.#lines ??= answerLines(this.text));
  }

  get clauses() {
    return (this.#clauses ??= this.text.length > LONG ? [] : this.lines.flatMap(clausesOf));
  }

  get blank() {
    if (this.#blank === undefined) this.#blank = blankOf(this, this.#field);
    return this.#blank;
  }

  get putOff(): boolean {
    return (this.#putOff ??= this.text.length <= LONG && this.blank === null && isPutOff(this));
  }

  get document() {
    return (this.#document ??= holdsDocument(this.text));
  }
}

/** True when the answer stands in no way for an answer to come: neither blank nor put off. */
export function isGivenAnswer(reading: Reading): boolean {
  return reading.blank === null && !reading.putOff;
}

/**
 * True when a text only stands where an answer is awaited: empty, punctuation, GitHub's `_No response_`, « À compléter », « TODO », « n/c »,
 * « xxx » and alike on every line, or the text that the form itself proposes. Case, accents and Markdown do not matter. False where a
 * date says until when. `field` is the question asked, null when it is not known.
 */
export function isNonAnswer(text: string, field: FormField | null): boolean {
  const reading = readAnswer(text, field);
  return reading.blank !== null || (reading.putOff && !mentionsDate(text));
}

/** What an answer says in the clauses that do one of these things, a line a clause; the whole text where they are not told apart. */
export function sayings({ text, clauses }: Reading, senses: readonly Sense[]): string {
  if (text.length > LONG) return text;
  return clauses.flatMap((clause) => (senses.includes(clause.sense) ? [clause.text] : [])).join('\n');
}

/** True when some clause of the answer does one of these things. */
export function holdsClause({ clauses }: Reading, senses: readonly Sense[]): boolean {
  return clauses.some(({ sense }) => senses.includes(sense));
}

/** True when a text is the placeholder or the value that the form puts in the box. */
export function isUntouched(text: string, field: FormField): boolean {
  const proposed = proposals(field);
  if (proposed.length === 0) return false;
  // A long answer is not compared to its end.
  const beginning = bareText(text.length <= BEGINNING ? text : text.slice(0, BEGINNING).replace(/\S*$/, ''));
  return proposed.some((wanted) => wanted.startsWith(beginning) && bareText(text) === wanted);
}

/** Characters, whole words of them, that tell most texts from what the form proposes. */
const BEGINNING = 40;

const proposedIn = new WeakMap<FormField, readonly string[]>();

/** What the form proposes in a field, made bare; read once for each field. */
function proposals(field: FormField): readonly string[] {
  if (field.type !== 'input' && field.type !== 'textarea') return [];
  const read = proposedIn.get(field) ?? [field.placeholder, field.value].map((text) => bareText(text ?? '')).filter((text) => text !== '');
  proposedIn.set(field, read);
  return read;
}

function blankOf(reading: Reading, field: FormField | null): Reading['blank'] {
  const { text } = reading;
  if (field !== null && isUntouched(text, field)) return 'untouched';
  if (isNoResponse(text) || !/[\p{L}\p{N}]/u.test(text)) return 'empty';
  return text.length <= LONG && reading.lines.length === 0 ? 'empty' : null;
}

/** Every clause puts the answer off, agrees or only tells when, where a clause beside « inconnu » gives the reason: « pas de mesure réalisée ». */
function isPutOff({ clauses, text }: Reading): boolean {
  const rests = clauses.every(
    ({ sense, bare }) =>
      resting.has(sense) ||
      (clauses[0]?.sense === 'put-off' && isReason(bare)) ||
      /^demande (?:est |a ete |deja )?(?:faite|envoyee|deposee|transmise|en cours)(?![\p{L}])/u.test(bare),
  );
  // « à définir : api.exemple.fr:443 » gives something all the same.
  return rests && clauses.some(({ sense }) => sense === 'put-off' || sense === 'appointment') && !namesMachine(text);
}

/** Senses of the clauses of an answer that is put off. */
const resting: ReadonlySet<Sense> = new Set(['put-off', 'appointment', 'mark', 'assent']);

/** « pas de bench réalisé », « faute de mesures », « demande DNUM en cours ». */
function isReason(bare: string): boolean {
  return /^(?:pas (?:de |d'|encore )|aucune? |car |faute (?:de |d')|demande |en cours|merci)/.test(bare) && !/\d/.test(bare);
}

function textOf(answer: Answer): string {
  if (answer === null) return '';
  if (typeof answer === 'string') return answer;
  return ('checked' in answer ? answer.checked : answer).join('\n');
}
