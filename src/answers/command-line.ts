/** A line that starts with a slash and a name. */
export interface SlashLine {
  /** Lower case, without the slash. */
  readonly name: string;
  readonly args: string;
}

/** What a line asks of the App; null for any other line, a path such as `/usr/bin` included. */
export function readSlash(line: string): SlashLine | null {
  const match = /^\/(\p{Letter}[\p{Letter}-]*)[.,;:!?…]*(?:\s+(.*))?$/u.exec(line.normalize('NFC').trim());
  return match === null ? null : { name: (match[1] ?? '').toLowerCase(), args: (match[2] ?? '').trim() };
}
