import { keepLast } from './keep-last.ts';

/** Names of labels, of fifty characters at the most in GitHub: a hub has some dozens, and each look at a dossier compares each of its label events with several. */
const NAMES_KEPT = 500;

/**
 * The name of a label as people read it: without case, composed or not (`é` typed on a Mac is two signs), with any space, apostrophe or hyphen for the plain one, and
 * without the signs that nobody sees.
 */
export const labelKey: (name: string) => string = keepLast(NAMES_KEPT, (name) =>
  name
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/[‘’ʼ′]/g, "'")
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase(),
);

/** True for two names that read the same: whoever sets the one means the other. */
export function sameLabel(a: string, b: string): boolean {
  return a === b || labelKey(a) === labelKey(b);
}

/** The name of a label as GitHub compares it, by which it is written: without case, and nothing else. */
export function labelName(name: string): string {
  return name.toLowerCase();
}

/** True for two spellings by which GitHub finds one label. */
export function isOneLabel(a: string, b: string): boolean {
  return labelName(a) === labelName(b);
}
