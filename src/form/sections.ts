import { findHeadings, type Heading } from './find-headings.ts';
import type { FormField, IssueForm } from './issue-form.ts';
import { nearestLabel } from './nearest-label.ts';
import { normaliseLabel } from './normalise-label.ts';

/** So many unknown headings are compared to the missing labels; the others are content. Real bodies hold a few. */
const MAX_COMPARED = 50;

/** A part of an issue's body: from one heading to the next. */
export interface Section {
  /** Null for what stands before the first heading. */
  readonly heading: Heading | null;
  /** The field that the heading names. */
  readonly field: FormField | null;
  /** Where there is no field: the label that the heading probably meant. */
  readonly nearest: string | null;
  readonly lines: readonly string[];
  /** Number of the first of `lines` in the body, from 1. */
  readonly start: number;
}

/**
 * Cuts the body of an issue into sections. A heading that names no field is content of the section it stands in, unless it resembles
 * the label of a field that the body lacks: then it starts a section of its own, without field.
 */
export function readSections(form: IssueForm, lines: readonly string[]): Section[] {
  const fields = fieldsByLabel(form);
  const headings = findHeadings(lines, new Set(fields.keys())).map((heading) => ({
    heading,
    field: fields.get(normaliseLabel(heading.text)) ?? null,
  }));
  const present = new Set(headings.map(({ field }) => field));
  const missing = form.fields.filter((field) => !present.has(field)).map(({ label }) => label);

  let compared = 0;
  const starts = headings.flatMap(({ heading, field }) => {
    const nearest = field === null && compared++ < MAX_COMPARED ? nearestLabel(heading.text, missing) : null;
    return field === null && nearest === null ? [] : [{ heading, field, nearest }];
  });
  const ends = [...starts.map(({ heading }) => heading.line - 1), lines.length];
  const before = { heading: null, field: null, nearest: null, lines: lines.slice(0, ends[0]), start: 1 };
  return [
    before,
    ...starts.map((start, index) => ({ ...start, lines: lines.slice(start.heading.line, ends[index + 1]), start: start.heading.line + 1 })),
  ];
}

/** The fields by normalised label. A label of today goes before one of former times. */
function fieldsByLabel({ fields }: IssueForm): ReadonlyMap<string, FormField> {
  const former = fields.flatMap((field) => (field.was ?? []).map((label) => [normaliseLabel(label), field] as const));
  return new Map([...former, ...fields.map((field) => [normaliseLabel(field.label), field] as const)]);
}
