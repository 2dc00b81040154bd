/** The text without blank lines before and after it, nor spaces at its end; the indentation of its first line stays. */
export function trimBlankLines(text: string): string {
  const start = text.search(/\S/);
  return start < 0 ? '' : text.slice(text.lastIndexOf('\n', start) + 1).trimEnd();
}
