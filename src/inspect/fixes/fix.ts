import type { Finding } from '../../dossier/checks/check.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { Dockerfile } from '../docker/dockerfile.ts';

/** A piece of a file's text, from one offset to another, and what is written in its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is changed in one file so that a rule holds there, and why. A file that is not there yet is an empty one. */
export interface Fix {
  readonly path: string;
  readonly edits: readonly TextEdit[];
  readonly because: Sentence;
}

/** What a rule surely found in files, and the files that were read, by path, among all those of the repository. */
export interface ToFix {
  readonly paths: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly dockerfiles: readonly Dockerfile[];
  readonly findings: readonly Finding[];
}

/** The fixes of one rule that are certain: nothing is invented, and what only people know is left to them. Pure; never throws. */
export type Fixer = (given: ToFix) => readonly Fix[];

/** The text with all the edits made; one that overlaps an earlier one is left out. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: written } of ordered) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), written);
    at = end;
  }
  return [...pieces, text.slice(at)].join('');
}
