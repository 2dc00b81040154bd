import { withoutPoliteEnd } from './left-words.ts';

/** A bare word, whatever its emphasis and punctuation; `@non` is somebody's name. */
const noWord = /^["'«»“”’*_~`(:,;.!–—-]*(?:non|no|retirer|remove)["'«»“”’*_~`):,;.!–—-]*$/i;

/** The arguments without the « non » that ends or begins them, and whether they had one: the command then takes back. Polite words at their end are left out. */
export function takeNo(args: string): { rest: string; no: boolean } {
  const words = withoutPoliteEnd(args).split(' ');
  if (noWord.test(words.at(-1) ?? ''))
    return {
      rest: words
        .slice(0, -1)
        .join(' ')
        .replace(/[\s,;:]+$/, ''),
      no: true,
    };
  return noWord.test(words[0] ?? '') ? { rest: words.slice(1).join(' '), no: true } : { rest: words.join(' '), no: false };
}
