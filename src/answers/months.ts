const names: readonly (readonly [string, number])[] = [
  ['janvier|janv|january', 1],
  ['fevrier|fevr?|february', 2],
  ['mars|march', 3],
  ['avril|avr|april', 4],
  ['mai|may', 5],
  ['juin|june', 6],
  ['juillet|juil|july', 7],
  ['aout|august', 8],
  ['septembre|september|sept', 9],
  ['octobre|october|oct', 10],
  ['novembre|november|nov', 11],
  ['decembre|december|dec', 12],
];

/** The names of the months in French and English, and their usual short forms, as an alternation for a pattern on plain text. */
export const months = names.map(([name]) => name).join('|');

const numbers: readonly (readonly [RegExp, number])[] = names.map(([name, number]) => [new RegExp(`^(?:${name})$`), number]);

/** The number, from 1, of a month named as `months` has it. */
export function monthNumber(name: string): number {
  return numbers.find(([pattern]) => pattern.test(name))?.[1] ?? 1;
}
