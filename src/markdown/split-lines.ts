/** The lines of a text without their ends (LF, CRLF or CR, the line endings of CommonMark). An empty text is one empty line. */
export function splitLines(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\r|\n/) : text.split('\n');
}

/** How many line ends (LF) a text holds. */
export function lineEnds(text: string): number {
  return text.split('\n').length - 1;
}
