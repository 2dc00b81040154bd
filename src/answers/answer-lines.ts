import { splitLines } from '../markdown/split-lines.ts';

/** A line of an answer that says something, without the Markdown around it. */
export interface AnswerLine {
  /** From 1. */
  readonly line: number;
  /** Without list, quote and heading marks, boxes and outer spaces. */
  readonly text: string;
  readonly role: 'heading' | 'table-row' | 'item' | 'text';
  /** Width of the blank before the line, a tab counting for four. */
  readonly indent: number;
}

/** Marks of quotes, lists, headings and boxes. Each alternative begins with a character of its own, so that nothing is tried twice. */
const marks = /^(?:\s|>|[-+•–—·▪◦‣]|\*(?=\s)|\d{1,3}[.)]\s|#{1,6}\s|\[[ xX]\]\s)+/;

/**
 * The lines of an answer that hold a letter or a digit. Fences, rules and the dashes of tables are left out, and so is the row above those
 * dashes: the header of a table tells nothing of the project.
 */
export function answerLines(text: string): readonly AnswerLine[] {
  const lines = splitLines(text);
  return lines.flatMap((written, index) => {
    if (written.trim() === '' || /^\s*(?:```|~~~)/.test(written) || isTableRule(lines[index + 1] ?? '', written)) return [];
    const bare = written.replace(marks, '').trim();
    return /[\p{L}\p{N}]/u.test(bare) ? [{ line: index + 1, text: bare, role: roleOf(written), indent: indentOf(written) }] : [];
  });
}

function isTableRule(line: string, above: string): boolean {
  return above.includes('|') && line.includes('-') && line.includes('|') && /^[\s|:-]+$/.test(line);
}

function roleOf(written: string): AnswerLine['role'] {
  const start = written.trimStart();
  if (/^#{1,6}\s/.test(start)) return 'heading';
  if (start.startsWith('|')) return 'table-row';
  return /^(?:[-+•–—·▪◦‣]|\*\s|\d{1,3}[.)]\s)/.test(start) ? 'item' : 'text';
}

function indentOf(written: string): number {
  const blank = written.slice(0, written.length - written.trimStart().length);
  return blank.replaceAll('\t', '    ').length;
}
