import { takeStruck } from '../markdown/take-struck.ts';
import { plainText } from '../words/visible-text.ts';

/** What of a written text stands, as it is seen: without what is struck through, whose author took it back. Lines keep their numbers. Linear in the text; what stands, read again, stands. */
export function standingText(text: string): string {
  return takeStruck(plainText(text)).rest;
}
