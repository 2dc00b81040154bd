import type { OptionMatcher } from './match-option.ts';

/** An option that somebody chose, and what they added to it. */
export interface Remark {
  readonly option: string;
  readonly text: string;
}

/** Where an option may end and a remark begin: « Oui (à confirmer) », « Non, base neuve », « Oui mais en lecture seule ». */
const ends =
  /\s*[:(,;–—]|\s*[.!](?=\s|$)|\s+-\s|\s+(?:mais|sauf|pour|en|via|avec|si|car|sous|hors|à partir|dès|par|notamment)\s|\s+(?:uniquement|seulement|exclusivement)(?=\s|$)/gi;

/** Ends that are tried; an option longer than these is none of ours. */
const MAX_ENDS = 40;

/** Reads the option that a text begins with and the remark behind it, empty for a mere full stop; null when it begins with none, or the remark names another option. */
export function remarkedOption(text: string, match: OptionMatcher): Remark | null {
  const plain = withoutMarks(text);
  const whole = match(plain);
  if (whole !== null) return { option: whole, text: '' };
  let found: Remark | null = null;
  let tried = 0;
  for (const { index } of plain.matchAll(ends)) {
    if (tried++ >= MAX_ENDS) break;
    const option = match(plain.slice(0, index).trim());
    if (option !== null)
      found = {
        option,
        text: plain
          .slice(index)
          .replace(/^[\s:,;.!–—-]+/, '')
          .trim(),
      };
  }
  if (found === null) return null;
  return match(found.text.replace(/[.!)]+$/, '')) === null ? found : null;
}

/** Without the emphasis and quotation marks around it. */
function withoutMarks(text: string): string {
  return text
    .trim()
    .replace(/^(?:\*{1,3}|_{1,3}|`|«\s?|"|“)+|(?:\*{1,3}|_{1,3}|`|\s?»|"|”)+$/g, '')
    .trim();
}
