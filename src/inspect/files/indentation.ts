/** Blanks before what a line says. */
export function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

/** Where what stands deeper than a margin ends, from a line on: the first line that says something and stands no deeper, or the end of the text. */
export function endOfDeeper(lines: readonly string[], from: number, margin: number): number {
  let at = from;
  while (at < lines.length && (lines[at]?.trim() === '' || indentation(lines[at] ?? '') > margin)) at += 1;
  return at;
}
