/** A part of a text that a line begins, with all that stands deeper below it. */
export interface Block {
  /** From 1. */
  readonly line: number;
  readonly head: string;
  readonly body: string;
}

/** The parts of a text, written with indentation as YAML is, that a line of this form begins. Comments begin none. */
export function indented(text: string, head: RegExp): readonly Block[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index): readonly Block[] => {
    if (/^\s*#/.test(line) || !head.test(line)) return [];
    const depth = line.length - line.trimStart().length + (/^\s*- /.test(line) ? 2 : 0);
    const end = lines.findIndex((one, at) => at > index && one.trim() !== '' && one.length - one.trimStart().length <= depth);
    return [{ line: index + 1, head: line, body: lines.slice(index + 1, end === -1 ? lines.length : end).join('\n') }];
  });
}

/** The maps of a text, written as YAML is, that hold a key of this form, each from its first key on; the line is that of the key. */
export function mapsWith(text: string, key: RegExp): readonly Block[] {
  const lines = text.split(/\r?\n/);
  const columnOf = (line: string) => /^\s*(- )?/.exec(line)?.[0].length ?? 0;
  return lines.flatMap((line, index): readonly Block[] => {
    if (/^\s*#/.test(line) || !key.test(line)) return [];
    const column = columnOf(line);
    const isOutside = (one: string) => one.trim() !== '' && columnOf(one) < column;
    const startsItem = (one: string) => /^\s*- /.test(one) && columnOf(one) === column;
    const first = lines.findLastIndex((one, at) => at <= index && (startsItem(one) || (at < index && isOutside(one))));
    const end = lines.findIndex((one, at) => at > index && (startsItem(one) || isOutside(one)));
    const start = startsItem(lines[first] ?? '') ? first : first + 1;
    return [{ line: index + 1, head: line, body: lines.slice(start, end === -1 ? lines.length : end).join('\n') }];
  });
}

/** The parts of a text in braces, as HCL has them, that a line of this form begins; up to the brace in the column of that line. */
export function braced(text: string, head: RegExp): readonly Block[] {
  const lines = text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, '')).split(/\r?\n/);
  return lines.flatMap((line, index): readonly Block[] => {
    if (/^\s*(#|\/\/)/.test(line) || !head.test(line)) return [];
    const [margin = ''] = /^\s*/.exec(line) ?? [];
    const isWhole = /\}\s*$/.test(line);
    const end = isWhole ? index : lines.findIndex((one, at) => at > index && one.startsWith(`${margin}}`));
    return [{ line: index + 1, head: line, body: lines.slice(index, end === -1 ? lines.length : end + 1).join('\n') }];
  });
}

/** The value of a key in such a part, as it is written, without its quotes; null where there is none. */
export function valueIn(body: string, key: string): string | null {
  const [, value] = new RegExp(String.raw`(?:^|[\s,{-])["']?${key}["']?\s*[:=]\s*["']?([^\s"',}#]+)`, 'm').exec(body) ?? [];
  return value ?? null;
}
