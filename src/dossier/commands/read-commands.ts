import { readSlash } from '../../answers/command-line.ts';
import { ownPlainLines } from '../../answers/own-words.ts';
import { MAX_COMMANDS } from '../reply.ts';
import { visible } from '../../words/visible-text.ts';
import { digest } from '../../words/digest.ts';
import { briefKey, keepLastBy, ownCopy } from '../../words/keep-last.ts';

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

/** The command lines of a comment. */
export interface CommandReading {
  readonly lines: readonly CommandLine[];
  /** How many more there are than a comment may hold. */
  readonly unread: number;
}

/** Longest line that is read as a command, in characters. */
const LONGEST = 1000;

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
    .filter((text) => text.length <= LONGEST)
    .flatMap((written) => {
      // What nobody sees says nothing, and an accent may be written apart from its letter.
      const text = ownCopy(visible(written).normalize('NFC').trim());
      const slash = readSlash(text);
      return slash === null ? [] : [{ written, text, ...slash }];
    });
  const lines = found.slice(0, MAX_COMMANDS).map(({ written, ...line }) => {
    const count = (seen.get(written) ?? 0) + 1;
    seen.set(written, count);
    return { ...line, digest: digest(`${written}\n${count}`).slice(0, 8) };
  });
  return { lines, unread: found.length - lines.length };
}
