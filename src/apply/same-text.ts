import { digest } from '../words/digest.ts';

/** True for the same text but for line ends, which GitHub keeps as sent by whoever wrote last, and spaces at the end, which it trims. */
export function sameText(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** A few characters that stand for a text: the same for texts that `sameText` takes for the same. */
export function textKey(text: string): string {
  return digest(plain(text));
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
