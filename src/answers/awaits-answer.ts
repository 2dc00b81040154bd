import { briefKey, keepLastBy, ownCopy } from '../words/keep-last.ts';
import { plainName } from '../words/nearest.ts';
import { readSlash } from './command-line.ts';
import { isThanks, LONGEST_THANKS } from './is-thanks.ts';
import { bringsFile, ownWords } from './own-words.ts';

/**
 * True for a comment that a person should answer: one in its author's own words, unless it only thanks, or presents a file that it brings. Beside a command,
 * which the App answers, only a question mark asks for more. `names` are those of people that may be thanked.
 */
export function awaitsAnswer(comment: string, names: readonly string[]): boolean {
  const { words, asks, commands, presentsFile } = readSaid(comment);
  if (words === '' || isThanks(words, names)) return false;
  return asks || (!commands && !presentsFile);
}

/** True for a comment in which its author says something, were it thanks: more than commands and quotes, and a file is something too. */
export function saysSomething(comment: string): boolean {
  const { words, file } = readSaid(comment);
  return words !== '' || file;
}

/** What is kept of what somebody says in a comment, besides its commands. */
interface Said {
  /** As many as tell whether it only thanks; empty where nothing is said. */
  readonly words: string;
  readonly asks: boolean;
  readonly commands: boolean;
  readonly file: boolean;
  readonly presentsFile: boolean;
}

/** Comments of which it is kept: each is read at each look. */
const COMMENTS_KEPT = 5_000;

const readSaid = keepLastBy(COMMENTS_KEPT, briefKey, (comment): Said => {
  const lines = ownWords(comment).split('\n');
  const said = lines.filter((line) => readSlash(line) === null);
  const words = said.join('\n').trim();
  const file = bringsFile(comment);
  return {
    words: ownCopy(words.slice(0, LONGEST_THANKS + 1)),
    asks: words.replaceAll(/https?:\/\/\S+/g, '').includes('?'),
    commands: said.length < lines.length,
    file,
    presentsFile: file && isCaption(words),
  };
});

/** Words that present a file, at the most. */
const CAPTION = 12;

function isCaption(words: string): boolean {
  const caption = plainName(words);
  return (
    caption.split(' ').length <= CAPTION &&
    /^(?:(?:bonjour|et|re) )*(?:voici|voila|ci joint|en piece jointe|capture|schema)\b/.test(caption)
  );
}
