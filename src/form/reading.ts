import type { Answer } from './answers.ts';
import type { Remark } from './remarked-option.ts';

/** Text of a section that its field could not take. */
export interface Leftover {
  /** Index of its first line in the section. */
  readonly offset: number;
  readonly text: string;
}

/** What the section of a field was read as. */
export interface Reading {
  readonly answer: Answer;
  /** What was added to the options chosen. */
  readonly remarks?: readonly Remark[];
  readonly leftovers: readonly Leftover[];
}

/** A rule between two sections, or the end of the `<details>` that holds the whole body. */
const frame = /^\s*(?:-{3,}|\*{3,}|_{3,}|<\/details\s*>)\s*$/i;

/** The leftovers as parts: lines that follow each other make one, blank lines make none. */
export function groupLeftovers(lines: readonly Leftover[]): Leftover[] {
  const groups: { offset: number; texts: string[] }[] = [];
  for (const { offset, text } of lines) {
    if (text.trim() === '' || frame.test(text)) continue;
    const group = groups.at(-1);
    if (group !== undefined && group.offset + group.texts.length === offset) group.texts.push(text);
    else groups.push({ offset, texts: [text] });
  }
  return groups.map(({ offset, texts }) => ({ offset, text: texts.join('\n').trim() }));
}
