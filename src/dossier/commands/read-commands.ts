import { plainLines } from '../../markdown/plain-lines.ts';
import { digest } from '../../words/digest.ts';

/** A line of a comment that starts with a slash and a letter. */
export interface CommandLine {
  /** As typed, trimmed. */
  readonly text: string;
  /** Lower case, without the slash. */
  readonly name: string;
  readonly args: string;
  /** Tells this line from the others of the comment, whatever moves around it; equal lines are numbered. */
  readonly digest: string;
}

/** Longest line that is read as a command, in characters. */
const LONGEST = 1000;

/**
 * The command lines of a comment in their order. Lines in code, quotes, lists and HTML comments are not commands, and neither is a path
 * such as `/usr/bin`. At most 20 a comment are read: beyond, it is no longer a person who writes.
 */
export function readCommands(body: string): readonly CommandLine[] {
  const seen = new Map<string, number>();
  return plainLines(body)
    .map(({ text }) => text.trim())
    .filter((text) => text.length <= LONGEST)
    .flatMap((text) => {
      const match = /^\/(\p{Letter}[\p{Letter}-]*)[.,;:!?…]*(?:\s+(.*))?$/u.exec(text);
      return match === null ? [] : [{ text, name: (match[1] ?? '').toLowerCase(), args: (match[2] ?? '').trim() }];
    })
    .slice(0, 20)
    .map((line) => {
      const count = (seen.get(line.text) ?? 0) + 1;
      seen.set(line.text, count);
      return { ...line, digest: digest(`${line.text}\n${count}`).slice(0, 8) };
    });
}
