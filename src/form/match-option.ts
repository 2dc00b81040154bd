import { normaliseText } from './normalise-label.ts';

/** Finds the option that a text names: the very same first, else the one that differs in case, accents or spaces only; null when none. */
export type OptionMatcher = (text: string) => string | null;

/** The matcher of some options; it answers with the form's spelling. */
export function optionMatcher(options: readonly string[]): OptionMatcher {
  const exact = new Set(options);
  const normal = new Map<string, string>();
  for (const option of options) {
    const key = normaliseText(option);
    if (!normal.has(key)) normal.set(key, option);
  }
  return (text) => (exact.has(text) ? text : (normal.get(normaliseText(text)) ?? null));
}
