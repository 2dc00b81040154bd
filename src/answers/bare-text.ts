import { normaliseText } from '../form/normalise-label.ts';

/**
 * A text as vocabulary is looked up in it: lower case without accents (`normaliseText`), Markdown emphasis, quotation marks, nor the
 * punctuation before its first letter or digit and after its last. Empty when it holds neither.
 */
export function bareText(text: string): string {
  const plain = normaliseText(text.replaceAll(/[*_~`"«»“”]/g, ' ').replaceAll(/\((?:e|s|es)\)/gi, ''));
  let start = 0;
  let end = plain.length;
  while (start < end && !isWordCharacter(plain.charAt(start))) start++;
  while (end > start && !isWordCharacter(plain.charAt(end - 1))) end--;
  return plain.slice(start, end);
}

/** The words of a text already made bare. */
export function bareWords(bare: string): readonly string[] {
  return bare.match(isAscii(bare) ? /[A-Za-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
}

/** Nearly all words, once they are bare: their classes are cheaper to look up. */
function isAscii(text: string): boolean {
  return !/[^\0-\x7F]/.test(text);
}

/** Surrogate halves count as letters: rare scripts are words, and an emoji that stays is no harm. */
function isWordCharacter(character: string): boolean {
  return (character >= 'a' && character <= 'z') || /[\p{L}\p{N}\p{Cs}]/u.test(character);
}
