import { DockerfileParser } from 'dockerfile-ast';
import { Lexer } from 'yaml';
import { isTemplateFile } from '../kubernetes/templated.ts';

/** A comment of a file, from its `#` to the end of its line. */
export interface FileComment {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Nothing else stands on its line. */
  readonly alone: boolean;
}

/** The comments of a Dockerfile: whole lines only, as Docker reads them. Never throws. */
export function dockerfileComments(text: string): readonly FileComment[] {
  try {
    const written = text.replaceAll('\r\n', '\n');
    const lines = written.split('\n');
    const parsed = DockerfileParser.parse(written);
    // The parser takes a first comment with `=` in it for a directive, which Docker does not.
    return [...parsed.getDirectives(), ...parsed.getComments()]
      .map((comment) => comment.getRange().start.line)
      .map((line) => ({ line: line + 1, text: lines[line]?.trim() ?? '', alone: true }));
  } catch {
    return [];
  }
}

/** The comments of a YAML text; a `#` inside a value is none. Of a template, which is no YAML yet, only the lines that are nothing else, Helm's own comments included. Time follows its length. */
export function yamlComments(text: string): readonly FileComment[] {
  return isTemplateFile(text) ? wholeLines(text) : lexedComments(text);
}

function wholeLines(text: string): readonly FileComment[] {
  return text.split('\n').flatMap((line, index): FileComment[] => {
    const written = inHelmComment(line.trim()) ?? line.trim();
    return written.startsWith('#') ? [{ line: index + 1, text: written, alone: true }] : [];
  });
}

// What a comment of Helm's own holds, on one line, as one of YAML ("Comments", Helm documentation); null for another line.
function inHelmComment(line: string): string | null {
  if (!/^\{\{-?\s?\/\*/.test(line) || !/\*\/\s?-?\}\}$/.test(line)) return null;
  return `# ${line
    .slice(line.indexOf('/*') + 2, line.lastIndexOf('*/'))
    .trim()
    .replace(/^#/, '')
    .trim()}`;
}

/** Marks that the lexer puts between the tokens, and that stand nowhere in the text ("Lexer", documentation of `yaml`). */
const SCALAR = '\u001F';
const marks: readonly string[] = [SCALAR, '\u0002', '\u0018'];

function lexedComments(text: string): readonly FileComment[] {
  const found: FileComment[] = [];
  let line = 1;
  let before = '';
  let alone = true;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && before !== SCALAR) found.push({ line, text: token.trimEnd(), alone });
    before = token;
    if (marks.includes(token)) continue;
    const breaks = token.split('\n').length - 1;
    line += breaks;
    if (breaks > 0) alone = true;
    if (token.split('\n').at(-1)?.trim() !== '') alone = false;
  }
  return found;
}
