/** The text without blank lines before and after it, nor spaces at its end; the indentation of its first line stays. */
export function trimBlankLines(text: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  return first < 0 ? '' : lines.slice(first).join('\n').trimEnd();
}
