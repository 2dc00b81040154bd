import type { Finding, Place, RuleName, Snippet } from '../../dossier/checks/check.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { Dockerfile } from '../docker/dockerfile.ts';
import type { TextFile } from '../files/text-file.ts';

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

/** What a rule surely found in files, and the files, by path. */
export interface ToFix {
  readonly files: ReadonlyMap<string, string>;
  readonly dockerfiles: readonly Dockerfile[];
  readonly findings: readonly Finding[];
}

/** The fixes of one rule that are certain: nothing is invented, and what only people know is left to them. Pure; never throws. */
export type Fixer = (given: ToFix) => readonly Fix[];

/** A change that was made, as it is explained. */
export interface Change {
  readonly rule: RuleName;
  readonly path: string;
  readonly because: Sentence;
}

/** What the files do not tell, and people do; `example` is in the file's language. */
export interface Question {
  readonly rules: readonly RuleName[];
  readonly place: Place | null;
  readonly because: Sentence;
  readonly example: Snippet | null;
}

/** What mends a repository: its files as they would be (only those that change), each change explained, and what is left to people. */
export interface FixPlan {
  readonly files: readonly TextFile[];
  readonly changes: readonly Change[];
  readonly questions: readonly Question[];
}

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
