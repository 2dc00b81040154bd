import type { FormField } from '../../form/issue-form.ts';
import { splitLines } from '../../markdown/split-lines.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { mentionsDate } from '../../answers/dates.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { holdsClause, isUntouched, type Reading } from '../../answers/reading.ts';
import type { Asked, PrerequisiteKind, Reason, Verdict } from '../prerequisite.ts';
import { isNone } from '../../answers/none.ts';
import { putOffTo, whyNoDay } from './promise.ts';
import { isReasoned } from './reasoned-none.ts';

/** How one kind reads an answer written as text. */
export interface TextRule {
  /** The form that is expected, as a noun phrase, where the procedure does not say it. */
  readonly expected: string;
  /** An answer that is met, where neither the procedure nor the form gives one. */
  readonly example: string;
  /** True for an answer put off that answers all the same: « réunion le 12/03 » where dates are asked for. */
  readonly answersAnyway?: (reading: Reading, asked: Asked) => boolean;
  /** What is to be said of an answer that is neither blank nor put off. */
  readonly find: (reading: Reading, asked: Asked) => Found;
}

/** What a rule finds in an answer. Nothing at all: it is met. Of several, problems come first, then the day it waits for, then doubts. */
export interface Found {
  readonly problems?: readonly Problem[];
  /** A day, `AAAA-MM-JJ`, to which a part of the answer is put off. */
  readonly until?: string;
  readonly doubts?: readonly Sentence[];
  /** A remark that changes nothing; in our own words only. */
  readonly note?: string;
}

/** What is wrong, with the expected form and the example where they are more precise than those of the rule. */
export interface Problem {
  readonly because: Sentence;
  readonly expected?: string;
  readonly example?: string;
}

/** Problems shown of one answer; the others are counted. */
export const MAX_REASONS = 5;

/**
 * The kind that judges answers by a rule. What is put off is promised where it tells a day and the procedure waits for it, else missing.
 * « Aucun » is met where the procedure accepts it, else invalid. The reasons are at most five, then the number of those left out.
 */
export function judgeText(rule: TextRule): PrerequisiteKind {
  return (asked) => {
    const { reading } = asked;
    const wanted = () => wantedOf(rule, asked);
    if (reading.blank !== null) return missing(missingBecause(reading.text, asked.field), wanted());
    if (reading.putOff && rule.answersAnyway?.(reading, asked) !== true) return putOff(reading.text, { asked, wanted: wanted() });
    const found = rule.find(reading, asked);
    const { problems = [], doubts = [] } = found;
    if ((problems.length > 0 || doubts.length > 0 || found.until !== undefined) && isNone(reading.text))
      return none(reading, { asked, wanted: wanted() });
    if (problems.length > 0) return invalid(problems, wanted());
    if (found.until !== undefined) return promised(found.until, { asked, wanted: wanted(), text: reading.text });
    if (doubts.length > 0) return { status: 'doubtful', doubts };
    return found.note === undefined ? { status: 'met' } : { status: 'met', note: found.note };
  };
}

/** True for an answer that only tells when: a meeting, a delivery and their dates, without « à définir ». */
export function tellsWhen(reading: Reading): boolean {
  return !holdsClause(reading, ['put-off']);
}

/** The sentence for an answer that is blank: empty, or the text of the form left as it is. */
export function missingBecause(text: string, field: FormField): Sentence {
  const shown = excerpt(text);
  if (shown === '') return say`aucune réponse pour l’instant`;
  if (isUntouched(text, field)) return say`la réponse ${shown} est encore le texte proposé par le formulaire`;
  return say`${shown} n’est pas encore une réponse`;
}

type Wanted = Pick<Reason, 'expected' | 'example'>;

interface Standing {
  readonly asked: Asked;
  readonly wanted: Wanted;
}

function wantedOf(rule: TextRule, { field, prerequisite }: Asked): Wanted {
  const expected = prerequisite.expected ?? rule.expected;
  const examples = [prerequisite.example, placeholderLine(field), rule.example];
  return {
    expected: prerequisite.acceptsNone === true ? `${expected}, ou « Aucun » s’il n’y a rien à déclarer` : expected,
    // What the form proposes is no answer when it is left as it is.
    example: examples.find((example) => example !== undefined && !isUntouched(example, field)) ?? rule.example,
  };
}

function missing(because: Sentence, wanted: Wanted): Verdict {
  return { status: 'missing', reasons: [{ because, ...wanted }] };
}

function putOff(text: string, { asked, wanted }: Standing): Verdict {
  const until = putOffTo(text, asked);
  if (until !== null) return promised(until, { asked, wanted, text });
  const tried = asked.prerequisite.promises && mentionsDate(text);
  return missing(whyNoDay(text, asked), tried ? { ...wanted, example: promiseExample(asked.today) } : wanted);
}

function promised(until: string, { asked, wanted, text }: Standing & { readonly text: string }): Verdict {
  if (asked.prerequisite.promises) return { status: 'promised', until };
  return missing(say`${excerpt(text)} n’est pas encore une réponse, et elle ne peut pas attendre`, wanted);
}

/** What somebody who knows only when can write; the same all the year, so that what shows it does not change from day to day. */
export function promiseExample(today: string): string {
  return `à préciser avant fin ${Number(today.slice(0, 4)) + 1}`;
}

function none({ text }: Reading, { asked: { prerequisite, field }, wanted }: Standing): Verdict {
  const note = 'rien à déclarer';
  if (prerequisite.acceptsNone === true) return { status: 'met', note };
  if (prerequisite.acceptsNone === false)
    return invalid([{ because: say`${excerpt(text)} ne suffit pas ici : une réponse est nécessaire` }], wanted);
  return isReasoned(text, [prerequisite.title, field.label])
    ? { status: 'met', note }
    : { status: 'doubtful', doubts: [say`${excerpt(text)} ne dit pas pourquoi il n’y a rien à déclarer`] };
}

function invalid(problems: readonly Problem[], wanted: Wanted): Verdict {
  const shown = problems.slice(0, MAX_REASONS).map((problem) => ({ ...wanted, ...problem }));
  const others = problems.length - shown.length;
  const more = { because: say`et ${others} ${[others > 1 ? 'autres éléments' : 'autre élément']} à corriger de même`, ...wanted };
  return { status: 'invalid', reasons: others > 0 ? [...shown, more] : shown };
}

function placeholderLine(field: FormField): string | undefined {
  if (field.type !== 'input' && field.type !== 'textarea') return undefined;
  const lines = splitLines(field.placeholder ?? '').map((line) => line.trim());
  return lines.find((line) => line !== '');
}
