/** A part of a paragraph that is not plain text; `end` is excluded. */
export interface InlineSpan {
  readonly kind: 'code' | 'comment';
  readonly start: number;
  readonly end: number;
}

/**
 * Code spans and HTML comments of the text of one paragraph, in order (CommonMark 0.31, "code spans" and "raw HTML").
 * A run of backquotes or a `<!--` that is never closed is plain text. Linear.
 */
export function inlineSpans(text: string): InlineSpan[] {
  const closingRun = backquoteRuns(text);
  const endOfComment = commentEnds(text);
  const opening = /\\[\s\S]|`+|<!--/g;
  const spans: InlineSpan[] = [];
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [mark] = match;
    if (mark.startsWith('\\')) continue;
    const kind = mark === '<!--' ? 'comment' : 'code';
    const end = kind === 'comment' ? endOfComment(match.index) : closingRun(mark.length, opening.lastIndex);
    if (end === null) continue;
    spans.push({ kind, start: match.index, end });
    opening.lastIndex = end;
  }
  return spans;
}

/** HTML comments of an HTML block, in which backquotes and backslashes mean nothing. Linear. */
export function commentSpans(html: string): InlineSpan[] {
  const endOfComment = commentEnds(html);
  const spans: InlineSpan[] = [];
  for (let start = html.indexOf('<!--'); start >= 0;) {
    const end = endOfComment(start);
    if (end === null) break;
    spans.push({ kind: 'comment', start, end });
    start = html.indexOf('<!--', end);
  }
  return spans;
}

/** Finds the end of the comment that opens at a position, null when it never closes. */
function commentEnds(text: string): (start: number) => number | null {
  const last = text.lastIndexOf('-->');
  // `<!-->` and `<!--->` are whole comments, hence the search from the two dashes on.
  return (start) => (start + 2 > last ? null : text.indexOf('-->', start + 2) + 3);
}

/**
 * Finds the end of the next run of exactly so many backquotes, null when there is none. Positions asked for must not go back, which
 * makes all searches linear together.
 */
function backquoteRuns(text: string): (length: number, from: number) => number | null {
  const positions = new Map<number, number[]>();
  for (const run of text.matchAll(/`+/g)) {
    const same = positions.get(run[0].length);
    if (same === undefined) positions.set(run[0].length, [run.index]);
    else same.push(run.index);
  }
  const passed = new Map<number, number>();
  return (length, from) => {
    const same = positions.get(length) ?? [];
    let next = passed.get(length) ?? 0;
    while (next < same.length && (same[next] ?? 0) < from) next++;
    passed.set(length, next);
    const start = same[next];
    return start === undefined ? null : start + length;
  };
}
