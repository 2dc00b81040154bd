import type { Asked, PrerequisiteKind, Reason, Verdict } from '../prerequisite.ts';
import type { Remark } from '../../form/remarked-option.ts';
import { say } from '../../words/sentence.ts';
import { answeredValues } from './applies.ts';
import { bareText, bareWords } from '../../answers/bare-text.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { readAnswer, type Reading, sayings } from '../../answers/reading.ts';
import { judgeText, MAX_REASONS } from './judge-text.ts';
import { isNone } from '../../answers/none.ts';
import { putOffTo } from './promise.ts';
import { isReasoned } from './reasoned-none.ts';

/** For a procedure that asks for an attestation in a text field: any text that is not a refusal. */
const attestedText = judgeText({
  expected: 'une confirmation',
  example: 'Oui, le processus a été suivi en mars 2027',
  find: ({ text }) => (isNone(text) ? { problems: [{ because: say`${excerpt(text)} n’atteste pas ce qui est demandé` }] } : {}),
});

/** Boxes that are all ticked, or a text about those that are not: in `explanationField`, or behind the box itself. */
export const attestedBoxes: PrerequisiteKind = (asked) => {
  const { answer, answers, prerequisite } = asked;
  if (typeof answer === 'string') return attestedText(asked);
  const checked = answer === null ? [] : 'checked' in answer ? answer.checked : answer;
  const unchecked = answer !== null && 'checked' in answer ? answer.unchecked : [];
  if (checked.length > 0 && unchecked.length === 0) return { status: 'met' };

  const beside = judgeRemarks(unchecked, asked);
  const left = unchecked.filter((box) => !beside.has(box));
  if (left.length === 0 && beside.size > 0) return together([...beside.values()], asked);
  const explanation = prerequisite.explanationField === undefined ? [] : answeredValues(answers, prerequisite.explanationField);
  const text = explanation.join('\n');
  const explained = left.length > 0 && text !== '' ? judgeExplanation(readAnswer(text, null), asked) : null;
  if (explained !== null) return together([...beside.values(), explained], asked);

  const canExplain = prerequisite.explanationField !== undefined;
  const reasons = uncheckedReasons({ unchecked: left, explanation: text, canExplain, remarks: asked.remarks });
  return checked.length === 0 ? { status: 'missing', reasons } : { status: 'invalid', reasons };
};

/** What is worth the reason behind each box that is not ticked, « [ ] Images sans root : en mars », where it explains something. */
function judgeRemarks(unchecked: readonly string[], asked: Asked): ReadonlyMap<string, Verdict> {
  const told = asked.remarks.flatMap(({ option, text }) => {
    const verdict = unchecked.includes(option) ? judgeExplanation(readAnswer(text, null), asked) : null;
    return verdict === null ? [] : [[option, verdict] as const];
  });
  return new Map(told);
}

/** Promised for the last of the days that explanations tell; read by a person where the procedure asks for none. */
function together(verdicts: readonly Verdict[], { prerequisite: { explanationField }, remarks }: Asked): Verdict {
  if (explanationField === undefined) {
    const told = remarks.map(({ text }) => say`une case non cochée est expliquée par ${excerpt(text)}`);
    return { status: 'doubtful', doubts: told.slice(0, MAX_REASONS) };
  }
  const [last] = verdicts
    .flatMap((verdict) => (verdict.status === 'promised' ? [verdict] : []))
    .toSorted((x, y) => y.until.localeCompare(x.until));
  return last ?? { status: 'met', note: 'cases non cochées expliquées' };
}

/** What an explanation is worth: enough, a promise to explain, or null where it explains nothing: « Oui », « cf. DAT », « Sans objet ». */
function judgeExplanation(reading: Reading, { prerequisite, today, written }: Asked): Verdict | null {
  if (reading.putOff) {
    const until = putOffTo(reading.text, { today, written });
    const dated = sayings(reading, ['put-off']) === '';
    if (dated) return { status: 'met', note: 'cases non cochées expliquées' };
    return until !== null && prerequisite.promises ? { status: 'promised', until } : null;
  }
  const words = bareWords(bareText(sayings(reading, ['said', 'appointment']).slice(0, 1000)));
  if (words.length < 2 || (isNone(reading.text) && !isReasoned(reading.text, []))) return null;
  return { status: 'met', note: 'cases non cochées expliquées' };
}

interface Unattested {
  readonly unchecked: readonly string[];
  /** Empty when there is none. */
  readonly explanation: string;
  readonly canExplain: boolean;
  readonly remarks: readonly Remark[];
}

function uncheckedReasons({ unchecked, explanation, canExplain, remarks }: Unattested): readonly Reason[] {
  const wanted = {
    expected: canExplain ? 'chaque case cochée, ou expliquée dans le champ d’explications' : 'chaque case cochée',
    example: canExplain ? `${exampleBox(unchecked)} : prévu pour mars 2027` : `[x] ${exampleBox(unchecked)}`,
  };
  if (unchecked.length === 0) return [{ because: say`aucune case n’est cochée`, ...wanted }];
  const shown = unchecked
    .slice(0, MAX_REASONS)
    .map((box) => ({ because: unticked(box, remarks.find(({ option }) => option === box)?.text ?? explanation), ...wanted }));
  const others = unchecked.length - shown.length;
  if (others === 0) return shown;
  return [
    ...shown,
    { because: say`et ${others} ${[others > 1 ? 'autres cases ne sont pas cochées' : 'autre case n’est pas cochée']}`, ...wanted },
  ];
}

function unticked(box: string, explanation: string) {
  const base = say`la case ${excerpt(box)} n’est pas cochée`;
  return explanation === '' ? base : [...base, ...say`, et ${excerpt(explanation)} ne l’explique pas`];
}

function exampleBox(unchecked: readonly string[]): string {
  return excerpt(unchecked[0] ?? 'Le projet a suivi le processus d’accompagnement');
}
