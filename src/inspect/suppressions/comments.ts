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

/** The comments of a YAML text; a `#` inside a value is none. Of a template, which is no YAML yet, what follows a `#` after a space, and Helm's own comments, line by line. Time follows its length. */
export function yamlComments(text: string): readonly FileComment[] {
  return isTemplateFile(text) ? templateComments(text) : lexedComments(text);
}

function templateComments(text: string): readonly FileComment[] {
  const own = helmComments(text);
  const rest = withoutHelmComments(text).split('\n');
  const ofYaml = rest.flatMap((written, index): FileComment[] => {
    const from = written.search(/(?<!\S)#/);
    return from === -1 ? [] : [{ line: index + 1, text: written.slice(from).trim(), alone: written.slice(0, from).trim() === '' }];
  });
  return [...own, ...ofYaml].toSorted((a, b) => a.line - b.line);
}

/** Each line that is written within a comment of Helm's own, as one of YAML ("Comments", Helm documentation). */
function helmComments(text: string): readonly FileComment[] {
  let first = 1;
  const ranges = helmRanges(text);
  return ranges.flatMap(([from, to], index) => {
    const [last, next] = [ranges[index - 1]?.[1] ?? 0, ranges[index + 1]?.[0] ?? text.length];
    const [before, after] = [text.slice(last, from), text.slice(to, next)];
    first += before.split('\n').length - 1;
    const start = first;
    first += text.slice(from, to).split('\n').length - 1;
    const beginsLine = (last === 0 || before.includes('\n')) && before.slice(before.lastIndexOf('\n') + 1).trim() === '';
    const endsLine = (next === text.length || after.includes('\n')) && (after.split('\n', 1)[0] ?? '').trim() === '';
    const lines = text.slice(text.indexOf('/*', from) + 2, text.lastIndexOf('*/', to)).split('\n');
    return lines.map((line, offset) => ({
      line: start + offset,
      text: `# ${line.trim().replace(/^#/, '').trim()}`,
      alone: beginsLine && endsLine,
    }));
  });
}

/** The text with a blank line where only a comment of Helm's own stands. */
export function withoutHelmComments(text: string): string {
  const ranges = helmRanges(text);
  const parts = ranges.map(
    ([from, to], index) => `${text.slice(ranges[index - 1]?.[1] ?? 0, from)}${text.slice(from, to).replaceAll(/[^\n]/g, '')}`,
  );
  return `${parts.join('')}${text.slice(ranges.at(-1)?.[1] ?? 0)}`;
}

/** Where the comments of Helm's own begin and end. Time follows the length of the text. */
function helmRanges(text: string): readonly (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (const { index } of text.matchAll(/\{\{-?\s?\/\*/g)) {
    if (index < (ranges.at(-1)?.[1] ?? 0)) continue;
    const end = text.indexOf('*/', index + 4);
    if (end === -1) break;
    const close = text.indexOf('}}', end);
    if (close === -1) break;
    ranges.push([index, close + 2]);
  }
  return ranges;
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
