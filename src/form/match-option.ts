import { normaliseText } from './normalise-label.ts';

/** Finds the option that a text names: the very same first, else the one that differs in case, accents or spaces only; null when none. */
export type OptionMatcher = (text: string) => string | null;

/** The matcher of some options; it answers with the form's spelling. */
export function optionMatcher(options: readonly string[]): OptionMatcher {
  const exact = new Set(options);
  let normal: ReadonlyMap<string, string> | null = null;
  // Most texts are the very same.
  return (text) => (exact.has(text) ? text : ((normal ??= byNormalText(options)).get(normaliseText(text)) ?? null));
}

/** Of options that are alike, the first one. */
function byNormalText(options: readonly string[]): ReadonlyMap<string, string> {
  return new Map(options.toReversed().map((option) => [normaliseText(option), option]));
}
