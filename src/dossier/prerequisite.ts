import { z } from 'zod';
import type { Prerequisite } from '../config/procedure.ts';
import type { Reading } from '../answers/reading.ts';
import type { Answer, Answers } from '../form/answers.ts';
import type { Remark } from '../form/remarked-option.ts';
import type { FormField } from '../form/issue-form.ts';
import type { FlowAnswer } from '../flows/flow-answers.ts';
import type { Frozen } from '../words/frozen.ts';
import type { Sentence } from '../words/sentence.ts';

/** Why an answer is not enough: what is wrong (quoting the offending part), the form that is expected, and an example. */
export interface Reason {
  readonly because: Sentence;
  readonly expected: string;
  readonly example: string;
}

/** What the answer alone says of a prerequisite. */
export type Verdict =
  /** `note` tells why it counts as met where that is not obvious ("sans objet : …"). */
  | { readonly status: 'met'; readonly note?: string }
  /** Counts as given; the Service Team reads it again. Each doubt tells it, in a sentence, what could not be judged. */
  | { readonly status: 'doubtful'; readonly doubts: readonly Sentence[] }
  /** Put off to a day, `AAAA-MM-JJ`, which is today or later. */
  | { readonly status: 'promised'; readonly until: string }
  | { readonly status: 'missing'; readonly reasons: readonly Reason[] }
  | { readonly status: 'invalid'; readonly reasons: readonly Reason[] };

/** A decision of the Service Team that a prerequisite, an item or a flow does not apply. */
export const waiverSchema = z.object({
  by: z.string(),
  /** ISO instant. */
  at: z.string(),
  reason: z.string(),
  /** Last day on which it holds, `AAAA-MM-JJ`, null for ever. */
  until: z.string().nullable(),
});
export type Waiver = Frozen<z.infer<typeof waiverSchema>>;

export type PrerequisiteResult = { readonly prerequisite: Prerequisite } & (
  | Verdict
  | { readonly status: 'waived'; readonly waiver: Waiver }
  /** Nobody knows yet whether it applies: the answer that it depends on is not given. Neither given nor lacking. */
  | { readonly status: 'unasked'; readonly note: string }
);
export type PrerequisiteStatus = PrerequisiteResult['status'];

/** What each status counts as. */
const weights = {
  met: 'given',
  doubtful: 'given',
  waived: 'given',
  promised: 'promised',
  missing: 'lacking',
  invalid: 'lacking',
  unasked: 'unasked',
} as const satisfies Record<PrerequisiteStatus, 'given' | 'promised' | 'lacking' | 'unasked'>;
type Weights = typeof weights;
type StatusOf<Weight> = { [Status in PrerequisiteStatus]: Weights[Status] extends Weight ? Status : never }[PrerequisiteStatus];

/** True for a prerequisite that is answered, or that the Service Team does without. */
export function isGiven(result: PrerequisiteResult): boolean {
  return weights[result.status] === 'given';
}

/** A prerequisite whose answer is announced for a day. */
export type Promised = Extract<PrerequisiteResult, { status: StatusOf<'promised'> }>;

/** True for a prerequisite whose answer is announced for a day. */
export function isPromised(result: PrerequisiteResult): result is Promised {
  return weights[result.status] === 'promised';
}

/** A prerequisite whose answer is missing or invalid. */
export type Lacking = Extract<PrerequisiteResult, { status: StatusOf<'lacking'> }>;

/** True for a prerequisite whose answer is missing or invalid. */
export function isLacking(result: PrerequisiteResult): result is Lacking {
  return weights[result.status] === 'lacking';
}

/** What a kind may look at: the answer, how it reads and what was added to its options, the field it was given to, how the procedure asks for it, the other answers, today, and the day that the answers were last written (`AAAA-MM-JJ`). */
export interface Asked {
  readonly answer: Answer;
  readonly reading: Reading;
  readonly remarks: readonly Remark[];
  /** The answers on flows that are already read. */
  readonly flowAnswers: readonly FlowAnswer[];
  readonly field: FormField;
  readonly prerequisite: Prerequisite;
  readonly answers: Answers;
  /** Host of a GitHub that is not github.com. */
  readonly github: string | undefined;
  readonly today: string;
  readonly written: string;
}

/** A way to check an answer. Pure. A false "invalid" is worse than a missed one: in doubt, doubtful, and a person decides. */
export type PrerequisiteKind = (asked: Asked) => Verdict;
