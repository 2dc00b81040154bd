import { blankHtmlComments } from '../markdown/strip-html-comments.ts';
import type { DropdownField } from './issue-form.ts';
import { briefMatcher, optionMatcher } from './match-option.ts';
import { optionsMatcher } from './match-options.ts';
import { isNoResponse } from './no-response.ts';
import { normaliseText } from './normalise-label.ts';
import { type Remark, remarkedOption } from './remarked-option.ts';
import { groupLeftovers, type Leftover, type Reading } from './reading.ts';

/**
 * The chosen option (null when none), or the chosen options in the order of the body with `multiple`. GitHub writes them on one line;
 * edited by hand they may stand one a line, in a list or as boxes, joined otherwise, in bold, with a remark. What names no option, or two where one is asked for, is left over.
 */
export function readDropdown(field: DropdownField, lines: readonly string[]): Reading {
  const written = blankHtmlComments(lines.join('\n')).split('\n');
  const whole = written.join('\n').trim();
  const option = optionMatcher(field.options)(whole);
  if (option !== null) return { answer: field.multiple ? [option] : option, leftovers: [] };
  if (whole === '' || isNoResponse(whole) || normaliseText(whole) === 'none') return { answer: field.multiple ? [] : null, leftovers: [] };
  return field.multiple ? readSeveral(field, written) : readOne(field, written);
}

function readOne({ options }: DropdownField, lines: readonly string[]): Reading {
  const match = briefMatcher(options);
  const read = lines.map((text, offset) => ({ offset, text, named: isUnticked(text) ? null : remarkedOption(withoutBullet(text), match) }));
  const named = read.flatMap((line) => line.named ?? []);
  const [only, ...others] = new Set(named.map(({ option }) => option));
  if (only === undefined || others.length > 0) return { answer: null, leftovers: groupLeftovers(read) };
  return {
    answer: only,
    remarks: named.filter(({ text }) => text !== ''),
    leftovers: groupLeftovers(read.filter((line) => line.named === null && !isUnticked(line.text))),
  };
}

function readSeveral({ options }: DropdownField, lines: readonly string[]): Reading {
  const match = optionsMatcher(options);
  const chosen = new Set<string>();
  const remarks: Remark[] = [];
  const leftovers: Leftover[] = [];
  for (const [offset, line] of lines.entries()) {
    const matched = match(withoutBullet(line));
    if (isUnticked(line) && match(withoutBullet(line.replace('[ ]', '[x]'))).options.length > 0) continue;
    for (const option of matched.options) chosen.add(option);
    remarks.push(...matched.remarks);
    leftovers.push({ offset, text: matched.options.length === 0 ? line : matched.unknown.join(', ') });
  }
  return { answer: [...chosen], remarks, leftovers: groupLeftovers(leftovers) };
}

/** A box that was added by hand, and left empty: « - [ ] RIE ». */
function isUnticked(line: string): boolean {
  return /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\[ \]\s/.test(line);
}

function withoutBullet(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*+]|\d{1,9}[.)])[ \t]+/, '')
    .replace(/^\[[xX]\]\s+/, '');
}
