import { headingLabel } from './heading-label.ts';
import { inOrder } from './in-order.ts';
import { findHeadings, type Heading } from './find-headings.ts';
import type { FormField, IssueForm } from './issue-form.ts';
import { nearestLabel } from './nearest-label.ts';
import { normaliseLabel } from './normalise-label.ts';
import { plainHeadings } from './plain-headings.ts';

/** So many unknown headings are compared to the missing labels; the others are content. Real bodies hold a few. */
const MAX_COMPARED = 50;

/** A part of an issue's body: from one heading to the next. */
export interface Section {
  /** Null for what stands before the first heading. */
  readonly heading: Heading | null;
  /** The field that the heading names. */
  readonly field: FormField | null;
  /** The label, where it is that of a former field that became a part of this one. */
  readonly joined: string | null;
  /** Where there is no field: the label that the heading probably meant. */
  readonly nearest: string | null;
  readonly lines: readonly string[];
  /** Number of the first of `lines` in the body, from 1. */
  readonly start: number;
}

/**
 * Cuts the body of an issue into sections. A heading that names no field is content of the section it stands in, unless it resembles
 * the label of a field that the body lacks: then it starts a section of its own, without field. Content likewise is a label that is written again out of the
 * form's order, as a chapter of an answer, or within `<details>`.
 */
export function readSections(form: IssueForm, written: readonly string[]): Section[] {
  const { labels, fields, joins } = labelsOf(form);
  const plain = plainHeadings(written, labels);
  const { lines, content } = plain;
  const headings = trueHeadings(
    form,
    findHeadings(lines, labels).map((heading) => {
      const label = headingLabel(heading.text, labels);
      return { heading, label, field: fields.get(label ?? '') ?? null };
    }),
    detailsLines(content),
  );
  const present = new Set(headings.map(({ field }) => field));
  const missing = form.fields.filter((field) => !present.has(field)).map(({ label }) => label);

  let compared = 0;
  const starts = headings.flatMap(({ heading, label, field }) => {
    const nearest = field === null && compared++ < MAX_COMPARED ? nearestLabel(heading.text, missing) : null;
    return field === null && nearest === null ? [] : [{ heading, field, joined: joins.get(label ?? '') ?? null, nearest }];
  });
  const ends = [...starts.map(({ heading }) => heading.line - 1), lines.length];
  const before = { heading: null, field: null, joined: null, nearest: null, lines: content.slice(0, ends[0]), start: 1 };
  return [
    before,
    ...starts.map((start, index) => {
      const { line } = start.heading;
      const inline = plain.inline.get(line);
      const below = content.slice(line, ends[index + 1]);
      return { ...start, ...(inline === undefined ? { lines: below, start: line + 1 } : { lines: [inline, ...below], start: line }) };
    }),
  ];
}

interface Named {
  readonly heading: Heading;
  /** Normalised. */
  readonly label: string | null;
  readonly field: FormField | null;
}

/** The headings without those that bear the label of another: one in `<details>`, or out of the form's order, while that other stands in its place. */
function trueHeadings(form: IssueForm, headings: readonly Named[], folded: ReadonlySet<number>): readonly Named[] {
  const shown = new Set(headings.flatMap(({ heading, field }) => (folded.has(heading.line) ? [] : [field])));
  const unfolded = headings.filter(({ heading, field }) => field === null || !folded.has(heading.line) || !shown.has(field));
  const named = unfolded.flatMap((one) => (one.field === null ? [] : [{ one, rank: form.fields.indexOf(one.field) }]));
  const placed = inOrder(named.map(({ rank }) => rank));
  const inPlace = new Set(named.flatMap(({ one }, index) => (placed[index] === true ? [one.label] : [])));
  const strayed = new Set<Named>(named.flatMap(({ one }, index) => (placed[index] !== true && inPlace.has(one.label) ? [one] : [])));
  return unfolded.filter((one) => !strayed.has(one));
}

/** Numbers of the lines within `<details>`, from 1. One that nobody closes holds nothing. */
function detailsLines(lines: readonly string[]): ReadonlySet<number> {
  const held = new Set<number>();
  const opened: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line.includes('<')) continue;
    if (/^\s{0,3}<details\b/i.test(line)) opened.push(index + 1);
    if (!/<\/details\s*>/i.test(line)) continue;
    const from = opened.pop();
    if (from !== undefined && opened.length === 0) for (let at = from; at <= index + 1; at++) held.add(at);
  }
  return held;
}

/** What the labels of a form stand for, each of them normalised. */
interface Labels {
  readonly labels: ReadonlySet<string>;
  /** A label of today goes before one of former times. */
  readonly fields: ReadonlyMap<string, FormField>;
  /** Those of former fields that became parts of another, as the form writes them. */
  readonly joins: ReadonlyMap<string, string>;
}

/** Of the forms, which many bodies share. */
const labelsByForm = new WeakMap<IssueForm, Labels>();

function labelsOf(form: IssueForm): Labels {
  const labels = labelsByForm.get(form) ?? readLabels(form);
  labelsByForm.set(form, labels);
  return labels;
}

function readLabels({ fields }: IssueForm): Labels {
  const today = fields.map((field) => [normaliseLabel(field.label), field] as const);
  const former = fields.flatMap((field) =>
    [...(field.was ?? []), ...(field.joins ?? [])].map((label) => [normaliseLabel(label), field] as const),
  );
  const byLabel = new Map([...former, ...today]);
  const joins = fields.flatMap((field) =>
    (field.joins ?? [])
      .map((label) => [normaliseLabel(label), label] as const)
      .filter(([label]) => byLabel.get(label) === field)
      .toReversed(),
  );
  return { labels: new Set(byLabel.keys()), fields: byLabel, joins: new Map(joins) };
}
