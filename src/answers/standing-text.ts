import { takeStruck } from '../markdown/take-struck.ts';
import { visible } from '../words/visible-text.ts';

/**
 * What of a written text stands: without what is struck through, whose author took it back, and without the characters that nobody sees, which come along when
 * something is pasted; the hyphens that Word puts for « - » are « - ». Lines keep their numbers. Linear in the text; what stands, read again, stands.
 */
export function standingText(text: string): string {
  return takeStruck(plainText(text)).rest;
}

/** The same, with what is struck through. */
export function plainText(text: string): string {
  return visible(text).replaceAll(/[\u2010\u2011]/g, '-');
}
