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

/** Of options that are alike, the first one. An option is also what it is called in short, where it alone is called so. */
function byNormalText(options: readonly string[]): ReadonlyMap<string, string> {
  const named = Map.groupBy(options, (option) => shortName(normaliseText(option)));
  const short = [...named].flatMap(([name, alike]) =>
    name === '' || alike.length > 1 ? [] : alike.map((option) => [name, option] as const),
  );
  return new Map([...short, ...options.toReversed().map((option) => [normaliseText(option), option] as const)]);
}

/** « Déjà en production (ailleurs) » without its parenthesis, « En recette » without its small word. */
function shortName(option: string): string {
  return option.replace(/\s?\([^()]*\)$/, '').replace(/^en /, '');
}

/** Letters that tell an option from a mere word. */
const FEWEST_LETTERS = 4;

/** As `optionMatcher`, for a choice typed by hand: the one option that a text begins, or of whose names one is the text: « En dev », « cadrage » for « Idée ou cadrage », « pas de BDD ». */
export function briefMatcher(options: readonly string[]): OptionMatcher {
  const match = optionMatcher(options);
  return (text) => match(text) ?? begunOption(normaliseText(text).replace(/\bbdd\b/, 'base de donnees'), options);
}

function begunOption(text: string, options: readonly string[]): string | null {
  if (text.length < FEWEST_LETTERS || text.length > LONGEST_NAME) return null;
  const [only, ...others] = options.filter((option) =>
    normaliseText(option)
      .split(' ou ')
      .some((name) => name.startsWith(text) || shortName(name).startsWith(text)),
  );
  return others.length === 0 ? (only ?? null) : null;
}

/** Characters of the name of an option. */
const LONGEST_NAME = 200;
