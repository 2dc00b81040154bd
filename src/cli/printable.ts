import { replaceHidden } from '../words/visible-text.ts';
import type { GivenTerminal, Terminal } from './command.ts';

/**
 * The terminal behind the only door to it: what a file or an argument brings shows as `\u{1b}`, never moves the cursor, changes a colour or hides a word, and is no command to the log of GitHub Actions
 * but by `commands`.
 */
export function printable(terminal: GivenTerminal): Terminal {
  return {
    ...terminal,
    out: (text) => terminal.out(unheeded(shown(text))),
    commands: (text) => terminal.out(shown(text)),
    err: (text) => terminal.err(unheeded(shown(text))),
  };
}

/**
 * A text in whose lines the log of GitHub Actions finds no command: it takes for one `::` at the head of a line, after spaces, and `##[` anywhere in it (`ActionCommand.cs`, the runner's). The first
 * sign shows as `\u{3a}` or `\u{23}`.
 */
function unheeded(text: string): string {
  return text.replaceAll('##[', '\\u{23}#[').replaceAll(/^([^\S\n]*):(?=:)/gm, '$1\\u{3a}');
}

/** The mark by which spreadsheets know UTF-8; it says nothing else, and stays at the start of a text. */
const byteOrderMark = '\u{FEFF}';

function shown(text: string): string {
  if (text.startsWith(byteOrderMark)) return byteOrderMark + shown(text.slice(1));
  return legible(text.replaceAll('\r\n', '\n'));
}

/** The text with each hidden character as `\u{1b}`. */
export function legible(text: string): string {
  return replaceHidden(text, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A value as JSON that passes the door unchanged: hidden characters, and what the log of GitHub Actions would heed, are written as JSON escapes, so that what is read back is what was there. */
export function printableJson(value: unknown): string {
  const escaped = (character: string) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
  return `${replaceHidden(JSON.stringify(value, null, 2), escaped).replaceAll('##[', '\\u0023#[')}\n`;
}
