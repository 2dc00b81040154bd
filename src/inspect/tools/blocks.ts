import { endOfDeeper, indentation } from '../files/indentation.ts';
/** A part of a text that a line begins, with all that stands deeper below it. */
export interface Block {
  /** From 1. */
  readonly line: number;
  readonly head: string;
  readonly body: string;
  /** What its own keys are given, not those of what it holds: without quotes; an expression of HCL stands in `${}`, as it may in a text. */
  readonly values: ReadonlyMap<string, string>;
}

/** The parts of a text, written with indentation as YAML is, that a line of this form begins. Comments begin none. Those of one depth never overlap: time follows the length of the text. */
export function indented(text: string, head: RegExp): readonly Block[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index): readonly Block[] => {
    if (/^\s*#/.test(line) || !head.test(line)) return [];
    const depth = indentation(line) + (/^\s*- /.test(line) ? 2 : 0);
    const end = endOfDeeper(lines, index + 1, depth);
    return [ofYaml(index, line, lines.slice(index + 1, end))];
  });
}

/** The maps of a text, written as YAML is, that hold a key of this form, each from its first key on, and once; the line is that of the key. Time follows the length of the text. */
export function mapsWith(text: string, key: RegExp): readonly Block[] {
  const lines = text.split(/\r?\n/);
  /** Where the last map of each column ended: none of that column begins before. */
  const ends = new Map<number, number>();
  const found: Block[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^\s*#/.test(line) || !key.test(line)) continue;
    const column = columnOf(line);
    const from = ends.get(column) ?? 0;
    if (index < from) continue;
    const isOutside = (one: string) => one.trim() !== '' && columnOf(one) < column;
    const startsItem = (one: string) => /^\s*- /.test(one) && columnOf(one) === column;
    let start = index;
    while (start > from && !startsItem(lines[start] ?? '') && !isOutside(lines[start - 1] ?? '')) start -= 1;
    const end = nextLine(lines, index + 1, (one) => startsItem(one) || isOutside(one));
    ends.set(column, end);
    found.push(ofYaml(index, line, lines.slice(start, end)));
  }
  return found;
}

/** The parts of a text in braces, as HCL has them, that a line of this form begins; up to the brace in the column of that line, or to the next part. Time follows the length of the text. */
export function braced(text: string, head: RegExp): readonly Block[] {
  const lines = withoutComments(text).split(/\r?\n/);
  return lines.flatMap((line, index): readonly Block[] => {
    if (!head.test(line)) return [];
    const margin = line.slice(0, indentation(line));
    const closes = (one: string) => one.startsWith(`${margin}}`);
    const isWhole = line.trimEnd().endsWith('}');
    const end = isWhole
      ? index
      : nextLine(lines, index + 1, (one) => closes(one) || (indentation(one) === margin.length && head.test(one)));
    const body = lines.slice(index, closes(lines[end] ?? '') || isWhole ? end + 1 : end).join('\n');
    return [{ line: index + 1, head: line, body, values: valuesOfHcl(body) }];
  });
}

function nextLine(lines: readonly string[], from: number, is: (line: string) => boolean): number {
  let at = from;
  while (at < lines.length && !is(lines[at] ?? '')) at += 1;
  return at;
}

/** Where what a line of YAML says begins, behind the dash of an item. */
function columnOf(line: string): number {
  return /^\s*(- )?/.exec(line)?.[0].length ?? 0;
}

function ofYaml(index: number, head: string, lines: readonly string[]): Block {
  const column = columnOf(lines.find((line) => line.trim() !== '' && !/^\s*#/.test(line)) ?? '');
  const values = new Map<string, string>();
  for (const line of lines) {
    if (columnOf(line) !== column) continue;
    const [, key, ...written] = /^["']?([\w.-]+)["']?\s*:\s+(?:"([^"]*)"|'([^']*)'|(.*))/.exec(line.slice(column)) ?? [];
    const value =
      written
        .find((one) => one !== undefined)
        ?.replace(/(^|\s)#.*$/, '')
        .trim() ?? '';
    if (key !== undefined && value !== '' && !values.has(key)) values.set(key, value);
  }
  return { line: index + 1, head, body: lines.join('\n'), values };
}

/** What HCL is made of, for whoever looks for keys: what is between `<<EOF` and `EOF`, a comment, a text, a key, a bracket, an expression. A text that never ends is sought no further than its bounds. */
const token =
  /<<[-~]?([A-Za-z_]\w*)|(?:#|\/\/).*|"((?:[^"\\$\n]|\\.|\$(?!\{)|\$\{[^}\n]{0,300}\}){0,1000})"|([A-Za-z_][\w-]*)(?=[ \t]*=(?![=>]))|[{[(]|[}\])]|[^\s"'#{}[\]()=,]+/g;

function valuesOfHcl(body: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const give = (name: string | null, value: string) => name !== null && !values.has(name) && values.set(name, value);
  let [depth, key, resume]: [number, string | null, number] = [0, null, 0];
  for (const { 0: word, 1: end, 2: quoted, 3: name, index } of body.matchAll(token)) {
    if (index < resume || word.startsWith('#') || word.startsWith('//')) continue;
    if (end !== undefined) {
      const close = new RegExp(String.raw`^[ \t]*${end}[ \t\r]*$`, 'm').exec(body.slice(index));
      resume = close === null ? body.length : index + close.index + close[0].length;
      key = null;
    } else if (name !== undefined && depth === 1) key = name;
    else if (/^[{[(]$/.test(word)) {
      depth += 1;
      key = null;
    } else if (/^[}\])]$/.test(word)) depth -= 1;
    else if (depth === 1) {
      if (word !== 'null') give(key, quoted ?? `\${${word}}`);
      key = null;
    }
  }
  return values;
}

/** The text without what stands between `/*` and its end, nor lines that are comments; each line at its place. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    const begin: number = isInside ? 0 : line.search(/(?<=^|\s)\/\*/);
    const end: number = begin === -1 ? -1 : line.indexOf('*/', isInside ? 0 : begin + 2);
    isInside = begin !== -1 && end === -1;
    const said = begin === -1 ? line : `${line.slice(0, begin)}${end === -1 ? '' : line.slice(end + 2)}`;
    kept.push(/^\s*(#|\/\/)/.test(said) ? '' : said);
  }
  return kept.join('\n');
}
