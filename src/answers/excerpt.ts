import { maskSecrets } from '../words/secrets.ts';

/** Longest quotation of an answer in a reason, in characters. */
const EXCERPT_LENGTH = 80;

/** Characters looked at to make an excerpt: enough for any secret that begins in it to be seen whole. */
const WINDOW = 4000;

/**
 * The beginning of a text, on one line, to be quoted in a reason: at most 80 characters, « … » included when it is cut. Secrets and the
 * credentials of addresses are never repeated.
 */
export function excerpt(text: string): string {
  const shown = maskSecrets(text.slice(0, WINDOW))
    .replaceAll(/:\/\/[^\s/@]{1,500}@/g, '://')
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ');
  if (shown.length <= EXCERPT_LENGTH) return shown;
  const characters = Array.from(shown);
  return characters.length <= EXCERPT_LENGTH ? shown : `${characters.slice(0, EXCERPT_LENGTH - 1).join('')}…`;
}
