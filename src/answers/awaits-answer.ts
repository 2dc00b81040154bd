import { plainName } from '../words/nearest.ts';
import { readSlash } from './command-line.ts';
import { isThanks } from './is-thanks.ts';
import { bringsFile, ownWords } from './own-words.ts';

/**
 * True for a comment that a person should answer: one in its author's own words, unless it only thanks, or presents a file that it brings. Beside a command,
 * which the App answers, only a question mark asks for more. `names` are those of people that may be thanked.
 */
export function awaitsAnswer(comment: string, names: readonly string[]): boolean {
  const { words, commands } = readSaid(comment);
  if (words === '' || isThanks(words, names)) return false;
  if (words.replaceAll(/https?:\/\/\S+/g, '').includes('?')) return true;
  return !commands && !(bringsFile(comment) && isCaption(words));
}

/** True for a comment in which its author says something, were it thanks: more than commands and quotes, and a file is something too. */
export function saysSomething(comment: string): boolean {
  return readSaid(comment).words !== '' || bringsFile(comment);
}

function readSaid(comment: string): { readonly words: string; readonly commands: boolean } {
  const lines = ownWords(comment).split('\n');
  const said = lines.filter((line) => readSlash(line) === null);
  return { words: said.join('\n').trim(), commands: said.length < lines.length };
}

/** Words that present a file, at the most. */
const CAPTION = 12;

function isCaption(words: string): boolean {
  const caption = plainName(words);
  return (
    caption.split(' ').length <= CAPTION &&
    /^(?:(?:bonjour|et|re) )*(?:voici|voila|ci joint|en piece jointe|capture|schema)\b/.test(caption)
  );
}
