import type { Remark } from './remarked-option.ts';

/** The boxes of a `checkboxes` field, by their label as the form writes it. */
export interface Ticks {
  readonly checked: readonly string[];
  readonly unchecked: readonly string[];
}

/**
 * What was answered to one field, by the field's type: text or null (input, textarea), the chosen option or null (dropdown),
 * the chosen options (dropdown with `multiple`), the boxes (checkboxes). This is also the JSON that `accostage parse` prints.
 */
export type Answer = string | null | readonly string[] | Ticks;

/** Answers by field id; every field of the form is present. */
export type Answers = Readonly<Record<string, Answer>>;

/** A part of the body that belongs to no field: nothing that somebody wrote is dropped in silence. */
export interface Unplaced {
  /** The heading as written, null for text before the first heading. */
  readonly heading: string | null;
  readonly text: string;
  /** First line of the part in the body, from 1. */
  readonly line: number;
  /** Label of the field that the heading probably meant, null when none is near. */
  readonly nearest: string | null;
}

/** What people added to the options that they chose, by field id; a field without remark is absent. */
export type Remarks = Readonly<Record<string, readonly Remark[]>>;

export interface ParsedIssue {
  readonly answers: Answers;
  /** Absent where nobody added any. */
  readonly remarks?: Remarks;
  readonly unplaced: readonly Unplaced[];
}
