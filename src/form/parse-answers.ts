import { stripHtmlComments } from '../markdown/strip-html-comments.ts';
import { splitLines } from '../markdown/split-lines.ts';
import type { ParsedIssue, Unplaced } from './answers.ts';
import type { FormField, IssueForm } from './issue-form.ts';
import { joinReadings } from './join-readings.ts';
import { isNoResponse } from './no-response.ts';
import { readCheckboxes } from './read-checkboxes.ts';
import { readDropdown } from './read-dropdown.ts';
import { readText } from './read-text.ts';
import type { Reading } from './reading.ts';
import { readSections, type Section } from './sections.ts';
import { trimBlankLines } from './trim-blank-lines.ts';

/**
 * The answers that the body of an issue gives to a form, by field id, and what could not be placed, in the order of the body. A field
 * without section is answered by null, no option or no ticked box. Of two sections of one field the one that keeps the form's order counts, then the first that holds something.
 * The sections of former fields that became one are joined in the order of the body, each under its title. Takes any text: CRLF, byte-order mark, hand edits. Never throws; linear in the body.
 */
export function parseAnswers(form: IssueForm, body: string): ParsedIssue {
  const sections = readSections(form, splitLines(body.replace(/^\uFEFF/, '').toWellFormed()));
  const chosen = new Map<FormField, Section[]>();
  for (const section of sections) {
    if (section.field === null || isEmpty(section)) continue;
    const taken = chosen.get(section.field) ?? [];
    if (!taken.some(({ joined }) => joined === section.joined)) chosen.set(section.field, [...taken, section]);
  }
  const placed = new Set([...chosen.values()].flat());
  const readings = form.fields.map((field) => {
    const parts = (chosen.get(field) ?? []).map((section) => ({ section, reading: readField(field, section.lines) }));
    return { field, parts, reading: joinReadings(parts) ?? readField(field, []) };
  });
  const unplaced = [
    ...sections.filter((section) => !placed.has(section)).flatMap(wholeSection),
    ...readings.flatMap(({ parts }) => parts.flatMap(({ section, reading }) => leftovers(section, reading))),
  ];
  const remarks = readings.flatMap(({ field, reading: { remarks: own = [] } }) => (own.length === 0 ? [] : [[field.id, own] as const]));
  return {
    answers: Object.fromEntries(readings.map(({ field, reading }) => [field.id, reading.answer])),
    ...(remarks.length === 0 ? {} : { remarks: Object.fromEntries(remarks) }),
    unplaced: unplaced.toSorted((a, b) => a.line - b.line),
  };
}

function readField(field: FormField, lines: readonly string[]): Reading {
  switch (field.type) {
    case 'input':
    case 'textarea':
      return { answer: readText(field, lines), leftovers: [] };
    case 'dropdown':
      return readDropdown(field, lines);
    case 'checkboxes':
      return readCheckboxes(field, lines);
    default:
      return field satisfies never;
  }
}

function isEmpty({ lines }: Section): boolean {
  const text = stripHtmlComments(lines.join('\n')).trim();
  return text === '' || isNoResponse(text);
}

/** A section that no field took. An empty one says nothing, unless its heading is a label that somebody mistyped. */
function wholeSection(section: Section): Unplaced[] {
  if (isEmpty(section) && section.nearest === null) return [];
  const firstLine = section.lines.findIndex((line) => line.trim() !== '');
  return [
    {
      heading: section.heading?.text ?? null,
      text: trimBlankLines(stripHtmlComments(section.lines.join('\n'))),
      line: section.heading?.line ?? section.start + Math.max(firstLine, 0),
      nearest: section.nearest,
    },
  ];
}

function leftovers(section: Section, { leftovers: parts }: Reading): Unplaced[] {
  return parts.map(({ offset, text }) => ({ heading: section.heading?.text ?? null, text, line: section.start + offset, nearest: null }));
}
