import { readSlash } from '../../answers/command-line.ts';
import { ownPlainLines } from '../../answers/own-words.ts';
import { LONGEST_COMMAND, MAX_COMMANDS } from '../reply.ts';
import { standingText } from '../../answers/standing-text.ts';
import { plainText } from '../../words/visible-text.ts';
import { digest } from '../../words/digest.ts';
import { briefKey, keepLastBy, ownCopy } from '../../words/keep-last.ts';

/** A line of a comment that starts with a slash and a letter. */
export interface CommandLine {
  /** As typed, trimmed; of one that is too long, the beginning. */
  readonly text: string;
  /** Beyond the characters of a command: it is answered, and does nothing. */
  readonly tooLong: boolean;
  /** Lower case, without the slash. */
  readonly name: string;
  /** Without what is struck through, unless nothing else is there: a command alone may ask for more than its author kept. */
  readonly args: string;
  /** Tells this line from the others of the comment, whatever moves around it; equal lines are numbered. */
  readonly digest: string;
}

/** The command lines of a comment. */
export interface CommandReading {
  readonly lines: readonly CommandLine[];
  /** How many more there are than a comment may hold. */
  readonly unread: number;
}

/** The beginning that is kept of a line that is longer than a command, in characters. */
const BEGINNING = 80;

/** Comments whose commands are kept: several rules ask for them at each look, and a stranger may write a hundred long ones. Each may hold twenty lines as long as is read, 20 kB. */
const COMMENTS_KEPT = 500;

/**
 * The command lines of a comment in their order. Lines in code, quotes, lists and HTML comments are not commands, nor is the message
 * that a mail answers, whose words are another's; and neither is a path such as `/usr/bin`.
 */
export const readCommands = keepLastBy(COMMENTS_KEPT, briefKey, read);

function read(body: string): CommandReading {
  const seen = new Map<string, number>();
  const found = ownPlainLines(body)
    .map(({ text }) => text.trim())
    .flatMap((written) => {
      // What nobody sees says nothing, Word's hyphen is one, and an accent may be written apart from its letter.
      const whole = plainText(written).normalize('NFC').trim();
      const tooLong = whole.length > LONGEST_COMMAND;
      const text = ownCopy(tooLong ? `${whole.slice(0, BEGINNING).trimEnd()}…` : whole);
      const slash = readSlash(text);
      return slash === null ? [] : [{ written, text, tooLong, name: slash.name, args: standingArguments(slash.args) }];
    });
  const lines = found.slice(0, MAX_COMMANDS).map(({ written, ...line }) => {
    const count = (seen.get(written) ?? 0) + 1;
    seen.set(written, count);
    return { ...line, digest: digest(`${written}\n${count}`).slice(0, 8) };
  });
  return { lines, unread: found.length - lines.length };
}

function standingArguments(args: string): string {
  const standing = standingText(args).trim();
  return standing === '' ? args : standing;
}
