import { z } from 'zod';
import type { Prerequisite } from '../config/procedure.ts';
import type { Answer, Answers } from '../form/answers.ts';
import type { FormField } from '../form/issue-form.ts';
import type { Frozen } from '../words/frozen.ts';
import type { Sentence } from '../words/sentence.ts';

/** Why an answer is not enough: what is wrong (quoting the offending part), the form that is expected, and an example. */
export interface Reason {
  readonly because: Sentence;
  readonly expected: string;
  readonly example: string;
}

/** What the answer alone says of a prerequisite. `note` tells why it counts as met where that is not obvious ("sans objet : …"). */
export type Verdict =
  | { readonly status: 'met'; readonly note?: string }
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
);

/** What a kind may look at: the answer, the field it was given to, how the procedure asks for it, the other answers, and today (`AAAA-MM-JJ`). */
export interface Asked {
  readonly answer: Answer;
  readonly field: FormField;
  readonly prerequisite: Prerequisite;
  readonly answers: Answers;
  readonly today: string;
}

/** A way to check an answer. Pure. A false "invalid" is worse than a missed one: in doubt, met. */
export type PrerequisiteKind = (asked: Asked) => Verdict;
