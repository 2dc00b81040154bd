/** A line of a text: where it starts, and where what is written on it ends, before the line's own end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Where the next line starts. */
  readonly next: number;
  readonly text: string;
}

/** The line of that number, from 1; null beyond the text. */
export function lineAt(text: string, number: number): Line | null {
  let start = 0;
  for (let line = 1; line < number; line += 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return null;
    start = end + 1;
  }
  const feed = text.indexOf('\n', start);
  const next = feed === -1 ? text.length : feed + 1;
  const end = feed === -1 ? text.length : text[feed - 1] === '\r' ? feed - 1 : feed;
  return { start, end, next, text: text.slice(start, end) };
}

/** Where the line of an offset starts, or the first of the comments that stand right above it, at its own indent: what is written there parts no comment from what it speaks of. */
export function aboveComments(text: string, offset: number): number {
  let start = lineStart(text, offset);
  const comment = `${/^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''}#`;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!text.startsWith(comment, above)) break;
    start = above;
  }
  return start;
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** How the lines of a text end. */
export function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
