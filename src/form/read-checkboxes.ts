import { blankHtmlComments } from '../markdown/strip-html-comments.ts';
import { type TaskItem, taskItems } from '../markdown/task-items.ts';
import { drawnBoxes } from './drawn-boxes.ts';
import type { CheckboxesField } from './issue-form.ts';
import { optionMatcher, type OptionMatcher } from './match-option.ts';
import { isNoResponse } from './no-response.ts';
import { type Remark, remarkedOption } from './remarked-option.ts';
import { groupLeftovers, type Reading } from './reading.ts';

/**
 * The boxes of the form, ticked or not, in the order of the form; a box that the body lacks is not ticked. Boxes may be nested, moved,
 * turned into another kind of list or drawn by hand. Boxes that the form does not know and any other text are left over.
 */
export function readCheckboxes(field: CheckboxesField, lines: readonly string[]): Reading {
  const { options, match } = boxesOf(field);
  const written = blankHtmlComments(lines.join('\n'));
  const body = drawnBoxes(written.split('\n')).join('\n');
  if (isNoResponse(body)) return { answer: { checked: [], unchecked: options }, leftovers: [] };

  const remarks: Remark[] = [];
  const states = new Map<string, boolean>();
  const taken = new Set<number>();
  for (const item of taskItems(body)) {
    const { option, size, remark } = optionOf(item, match);
    // A box written twice counts once; the second is left over so that a contradiction is seen.
    if (option === null || states.has(option)) continue;
    states.set(option, item.checked);
    if (remark !== '') remarks.push({ option, text: remark });
    for (let line = 0; line < size; line++) taken.add(item.line - 1 + line);
  }
  const isChecked = (option: string) => states.get(option) === true;
  return {
    answer: { checked: options.filter(isChecked), unchecked: options.filter((option) => !isChecked(option)) },
    remarks,
    leftovers: groupLeftovers(written.split('\n').flatMap((text, offset) => (taken.has(offset) ? [] : [{ offset, text }]))),
  };
}

interface Boxes {
  readonly options: readonly string[];
  readonly match: OptionMatcher;
}

/** Of the fields of forms, which many bodies share. */
const boxesByField = new WeakMap<CheckboxesField, Boxes>();

function boxesOf(field: CheckboxesField): Boxes {
  const known = boxesByField.get(field);
  if (known !== undefined) return known;
  const options = field.options.map(({ label }) => label);
  const boxes = { options, match: optionMatcher(options) };
  boxesByField.set(field, boxes);
  return boxes;
}

interface Named {
  readonly option: string | null;
  /** Lines that name it. */
  readonly size: number;
  readonly remark: string;
}

/** The option that a box names by all its text, or by its first line when its author went on below or behind it. */
function optionOf({ text }: TaskItem, match: OptionMatcher): Named {
  const lines = text.split('\n');
  const whole = match(text);
  if (whole !== null) return { option: whole, size: lines.length, remark: '' };
  const first = remarkedOption(lines[0] ?? '', match);
  return { option: first?.option ?? null, size: 1, remark: first?.text ?? '' };
}
