import { readBlocks } from './read-blocks.ts';
import { splitLines } from './split-lines.ts';

export interface TaskItem {
  /** Line of the box, from 1. */
  readonly line: number;
  readonly checked: boolean;
  /** The text after the box, as Markdown; it may hold line breaks where the item goes on under its first line. */
  readonly text: string;
}

/** The task list items (`- [ ]`, `* [x]`, `1. [X]`…) at any level, in order; those shown as code are none (GitHub Flavored Markdown, "task list items"). */
export function taskItems(markdown: string): TaskItem[] {
  const lines = splitLines(markdown);
  // As GitHub writes the boxes of a form: reading blocks would cost much more, and tell the same.
  if (lines.every((line) => line === '' || plainItem.test(line)))
    return lines.flatMap((line, index) => (line === '' ? [] : [{ line: index + 1, checked: line[3] !== ' ', text: line.slice(5).trim() }]));
  return readBlocks(markdown).flatMap((block) => {
    if (block.kind !== 'paragraph' || block.position !== 'item-start') return [];
    const box = /^\[([ xX])\](?=\s|$)/.exec(block.text);
    return box === null ? [] : [{ line: block.first, checked: box[1] !== ' ', text: block.text.slice(3).trim() }];
  });
}

/** A box at the margin with its text behind it. */
const plainItem = /^- \[[ xX]\] [^\s\0][^\0]*$/;
